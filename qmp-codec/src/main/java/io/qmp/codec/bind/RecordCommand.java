package io.qmp.codec.bind;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.derive.TypeDeriver;
import io.qmp.codec.bind.introspect.DescribedCommand;
import io.qmp.codec.bind.read.ReadMode;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.type.DataType;
import io.qmp.codec.bind.type.FeatureSet;
import io.qmp.codec.bind.type.LazyType;
import io.qmp.codec.bind.type.WriteMode;
import io.qmp.codec.json.TextReader;
import io.qmp.codec.json.TextType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The binding of a command. */
final class RecordCommand<C extends Command<R>, R> implements CommandBinding<C, R>, TextType {
    private final Class<C> type;
    private final String name;
    private final boolean allowsOob;
    private final FeatureSet features;
    private final DataType arguments;
    private final DataType result;
    private final WriteMode mode;
    private final ReadPath request;
    private final ReadMode lenient;
    private @Nullable Written last; // a data race is harmless: a result and its value are read together

    /** A result that never changes, and how it was written. */
    private record Written(Object result, QmpValue value) {}

    RecordCommand(Class<C> type, TypeDeriver types, CompatPolicy policy, LenienceListener lenience) {
        CommandName name = type.getAnnotation(CommandName.class);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " is no command: it has no @CommandName");
        }
        this.type = type;
        this.name = name.value();
        this.allowsOob = type.isAnnotationPresent(AllowOob.class);
        this.features = FeatureSet.of(type);
        this.arguments = new LazyType(JsonType.OBJECT, () -> types.type(type));
        this.result = new LazyType(JsonType.VALUE, () -> types.type(result(type), type.getName() + ": result"));
        this.mode = new WriteMode(policy, false);
        this.request = new ReadPath(ReadMode.strict(policy));
        this.lenient = ReadMode.lenient(this.name, lenience);
    }

    /** The result of a command: the type argument of {@code Command} in its supertypes. */
    private static AnnotatedType result(Class<?> type) {
        AnnotatedType result = resultOrNull(type);
        if (result == null) {
            throw new IllegalArgumentException(type.getName() + " is no command: it does not implement Command<…>");
        }
        return result;
    }

    private static @Nullable AnnotatedType resultOrNull(Class<?> type) {
        for (AnnotatedType parent : type.getAnnotatedInterfaces()) {
            if (parent instanceof AnnotatedParameterizedType generic
                    && ((ParameterizedType) parent.getType()).getRawType() == Command.class) {
                return generic.getAnnotatedActualTypeArguments()[0];
            }
        }
        for (Class<?> parent : type.getInterfaces()) {
            AnnotatedType result = resultOrNull(parent);
            if (result != null) {
                return result;
            }
        }
        return null;
    }

    /** Derives the types now; throws IllegalArgumentException if they cannot be. */
    void derive() {
        arguments.resolved();
        result.resolved();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<C> type() {
        return type;
    }

    @Override
    public boolean allowsOob() {
        return allowsOob;
    }

    @Override
    public Set<String> features() {
        return features.names();
    }

    DescribedCommand described() {
        return new DescribedCommand(name, features, arguments, result, allowsOob);
    }

    @Override
    public C readArguments(QmpObject arguments) {
        Object read = this.arguments.read(arguments, request);
        return type.cast(Objects.requireNonNull(read, "only lenient reading drops a value"));
    }

    @Override
    public QmpObject writeArguments(C command) {
        return (QmpObject) arguments.write(command, WriteMode.ARGUMENTS);
    }

    @Override
    public R readResult(QmpValue result) {
        return readResult(result, lenient);
    }

    @Override
    public R readResult(QmpValue result, LenienceListener listener) {
        return readResult(result, ReadMode.lenient(name, listener));
    }

    @Override
    public @Nullable Object read(TextReader text) {
        return RecordBinder.readSimply(result, text, lenient);
    }

    private R readResult(QmpValue result, ReadMode lenience) {
        @SuppressWarnings("unchecked") // the type was derived from R
        R read = (R) RecordBinder.readLeniently(this.result, result, lenience);
        return read;
    }

    /** A result that is returned again is the same value again, which need not be encoded again either. */
    @Override
    public QmpValue writeResult(R result) {
        Written written = last;
        if (written != null && written.result() == result) {
            return written.value();
        }
        QmpValue value = this.result.write(result, mode);
        if (this.result.resolved().isImmutable()) {
            last = new Written(result, value);
        }
        return value;
    }
}

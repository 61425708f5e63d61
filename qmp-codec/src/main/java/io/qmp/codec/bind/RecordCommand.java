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
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The binding of a command. */
final class RecordCommand<C extends Command<R>, R> implements CommandBinding<C, R> {
    private final Class<C> type;
    private final String name;
    private final boolean allowsOob;
    private final FeatureSet features;
    private final DataType arguments;
    private final DataType result;
    private final Writing writing;
    private final Manner strict;
    private final Manner lenient;

    RecordCommand(Class<C> type, TypeDeriver types, CompatPolicy policy, LenienceListener lenience) {
        CommandName name = type.getAnnotation(CommandName.class);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " is no command: it has no @CommandName");
        }
        AnnotatedType result = result(type);
        if (result == null) {
            throw new IllegalArgumentException(type.getName() + " is no command: it does not implement Command<…>");
        }
        this.type = type;
        this.name = name.value();
        this.allowsOob = type.isAnnotationPresent(AllowOob.class);
        this.features = FeatureSet.of(type);
        this.arguments = new Reference(JsonType.OBJECT, () -> types.type(type));
        this.result = new Reference(JsonType.VALUE, () -> types.type(result, type.getName() + ": result"));
        this.writing = new Writing(policy, false);
        this.strict = Manner.strict(policy);
        this.lenient = Manner.lenient(this.name, lenience);
    }

    /** What a class, or an interface above it, says that the command returns. */
    private static @Nullable AnnotatedType result(Class<?> type) {
        for (AnnotatedType parent : type.getAnnotatedInterfaces()) {
            if (parent instanceof AnnotatedParameterizedType generic
                    && ((ParameterizedType) parent.getType()).getRawType() == Command.class) {
                return generic.getAnnotatedActualTypeArguments()[0];
            }
        }
        for (Class<?> parent : type.getInterfaces()) {
            AnnotatedType result = result(parent);
            if (result != null) {
                return result;
            }
        }
        return null;
    }

    /** Looks at the types now, and throws what is wrong with them. */
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

    FeatureSet featureSet() {
        return features;
    }

    DataType arguments() {
        return arguments;
    }

    DataType result() {
        return result;
    }

    @Override
    public C readArguments(QmpObject arguments) {
        Object read = this.arguments.read(arguments, new Place(strict));
        return type.cast(Objects.requireNonNull(read, "only lenient reading drops a value"));
    }

    @Override
    public QmpObject writeArguments(C command) {
        return (QmpObject) arguments.write(command, Writing.ARGUMENTS);
    }

    @Override
    public R readResult(QmpValue result) {
        @SuppressWarnings("unchecked") // the type was derived from R
        R read = (R) RecordBinder.readLeniently(this.result, result, lenient);
        return read;
    }

    @Override
    public QmpValue writeResult(R result) {
        return this.result.write(result, writing);
    }
}

package io.qmp.codec.bind;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.Command;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.event.EventData;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.derive.Derivation;
import io.qmp.codec.bind.derive.SpokenVersion;
import io.qmp.codec.bind.derive.TypeDeriver;
import io.qmp.codec.bind.introspect.Introspector;
import io.qmp.codec.bind.read.ReadMode;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import io.qmp.codec.bind.type.ArrayType;
import io.qmp.codec.bind.type.DataType;
import io.qmp.codec.bind.type.WriteMode;
import io.qmp.codec.json.JsonText;
import io.qmp.codec.json.TextReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Binds the Java types that {@link io.qmp.api.type} describes to values. */
public final class RecordBinder implements Binder {
    /** Any departure from the type leaves the text to be read as a value: what is no entity must not be left out. */
    private static final ReadMode EXACT = ReadMode.lenient("SchemaInfo", departure -> {});

    private final CompatPolicy policy;
    private final LenienceListener lenience;
    private final TypeDeriver types;
    private final Map<Class<?>, RecordCommand<?, ?>> commands = new ConcurrentHashMap<>();
    private final Map<Class<?>, RecordEvent<?>> events = new ConcurrentHashMap<>();

    /** Makes a binder without a listener. */
    public RecordBinder(CompatPolicy policy) {
        this(policy, LenienceListener.NONE);
    }

    /**
     * Makes a binder.
     *
     * @param policy decides which arguments to reject, and what to hide in results, event data and introspection
     * @param lenience receives the deviations of values from their types when reading leniently
     */
    public RecordBinder(CompatPolicy policy, LenienceListener lenience) {
        this(policy, lenience, SpokenVersion.ANY);
    }

    /**
     * Makes a binder of one version.
     *
     * @param policy decides which arguments to reject, and what to hide in results, event data and introspection
     * @param lenience receives the deviations of values from their types when reading leniently
     * @param version which members and values there are
     */
    public RecordBinder(CompatPolicy policy, LenienceListener lenience, SpokenVersion version) {
        this.types = new TypeDeriver(version);
        this.policy = policy;
        this.lenience = lenience;
    }

    @Override
    public <C extends Command<R>, R> CommandBinding<C, R> command(Class<C> type) {
        RecordCommand<C, R> command = bound(type);
        command.derive();
        return command;
    }

    @Override
    public <C extends Command<R>, R> CommandBinding<C, R> lazyCommand(Class<C> type) {
        return bound(type);
    }

    private <C extends Command<R>, R> RecordCommand<C, R> bound(Class<C> type) {
        RecordCommand<?, ?> known = commands.get(type);
        if (known == null) {
            known = commands.computeIfAbsent(Derivation.whole(type), whole -> newCommand(whole));
            commands.put(type, known);
        }
        @SuppressWarnings("unchecked") // a class is kept with the binding of itself or of the union it is a part of
        RecordCommand<C, R> binding = (RecordCommand<C, R>) known;
        return binding;
    }

    private <C extends Command<R>, R> RecordCommand<C, R> newCommand(Class<?> type) {
        @SuppressWarnings("unchecked") // the constructor looks whether it is a command
        Class<C> command = (Class<C>) type;
        return new RecordCommand<>(command, types, policy, lenience);
    }

    @Override
    public <E extends EventData> EventBinding<E> event(Class<E> type) {
        RecordEvent<E> event = boundEvent(type);
        event.derive();
        return event;
    }

    @Override
    public <E extends EventData> EventBinding<E> lazyEvent(Class<E> type) {
        return boundEvent(type);
    }

    private <E extends EventData> RecordEvent<E> boundEvent(Class<E> type) {
        RecordEvent<?> known = events.get(type);
        if (known == null) {
            known = events.computeIfAbsent(type, absent -> new RecordEvent<>(type, types, policy, lenience));
        }
        @SuppressWarnings("unchecked") // the binding of a class is kept under that class
        RecordEvent<E> binding = (RecordEvent<E>) known;
        return binding;
    }

    @Override
    public <T> T read(QmpValue value, Class<T> type) {
        return type.cast(readLeniently(types.type(type), value, ReadMode.lenient(type.getSimpleName(), lenience)));
    }

    @Override
    public Schema readSchema(String answer) {
        TextReader text = JsonText.plain(answer);
        Object entities = text == null ? null : readSimply(new ArrayType(types.type(SchemaInfo.class)), text, EXACT);
        if (entities instanceof List<?> list) {
            return new Schema(list.stream().map(SchemaInfo.class::cast).toList());
        }
        return readSchema(JsonText.parse(answer));
    }

    /** Reads straight from a text; {@code null} if it is to be read as a value, which finds the right error as well. */
    static @Nullable Object readSimply(DataType type, TextReader text, ReadMode mode) {
        try {
            return type.read(new TextSource(text, mode));
        } catch (RuntimeException | Error e) {
            return null; // also if a foreign constructor has failed
        }
    }

    static Object readLeniently(DataType type, QmpValue value, ReadMode mode) {
        Object read = type.read(value, new ReadPath(mode));
        if (read == null) {
            throw new BindingException(QmpError.generic("There is no path for the value " + value));
        }
        return read;
    }

    @Override
    public QmpValue write(Object instance) {
        if (instance instanceof QmpValue value) {
            return value;
        }
        if (instance instanceof List<?> list) {
            List<QmpValue> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(write(element)));
            return new QmpArray(elements);
        }
        if (instance instanceof Open<?> open) {
            return QmpValue.of(open.text());
        }
        if (instance instanceof BigInteger integer) {
            return QmpValue.of(integer);
        }
        Class<?> type = instance instanceof Enum<?> constant ? constant.getDeclaringClass() : instance.getClass();
        return types.type(Derivation.whole(type)).write(instance, WriteMode.AS_IT_IS);
    }

    @Override
    public Schema introspect(
            Collection<? extends CommandBinding<?, ?>> commands,
            Collection<? extends EventBinding<?>> events,
            TypeNames names) {
        return Introspector.schema(
                commands.stream()
                        .map(command -> ((RecordCommand<?, ?>) command).described())
                        .toList(),
                events.stream()
                        .map(event -> ((RecordEvent<?>) event).described())
                        .toList(),
                names,
                policy);
    }
}

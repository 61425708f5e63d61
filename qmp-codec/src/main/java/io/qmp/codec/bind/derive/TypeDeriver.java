package io.qmp.codec.bind.derive;

import io.qmp.codec.bind.type.DataType;
import java.lang.reflect.AnnotatedType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Derives types from Java types, each once. Safe for use by several threads. */
public final class TypeDeriver {
    private final Map<Class<?>, DataType> derived = new ConcurrentHashMap<>();
    private final SpokenVersion version;

    /**
     * Makes one.
     *
     * @param version which members and values there are
     */
    public TypeDeriver(SpokenVersion version) {
        this.version = version;
    }

    /**
     * The type that a class describes.
     *
     * @throws IllegalArgumentException if the class, or one it refers to, describes none
     */
    public DataType type(Class<?> type) {
        DataType known = derived.get(type);
        return known != null ? known : derive(derivation -> derivation.type(type, type.getName()));
    }

    /** The type that a use of a Java type describes: with arguments and annotations. */
    public DataType type(AnnotatedType type, String where) {
        return derive(derivation -> derivation.type(type, where));
    }

    /** Derives one type at a time, so that each class has one type. A failure leaves no types behind. */
    public DataType derive(Function<Derivation, DataType> how) {
        synchronized (derived) {
            Derivation derivation = new Derivation(derived, this, version);
            DataType type = how.apply(derivation);
            derived.putAll(derivation.fresh());
            return type;
        }
    }
}

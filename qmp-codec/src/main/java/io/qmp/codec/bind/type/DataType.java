package io.qmp.codec.bind.type;

import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import org.jspecify.annotations.Nullable;

/** A QMP type as a Java type describes it. */
public sealed interface DataType
        permits ScalarType, IntegralType, EnumType, ArrayType, StructuredType, AlternateType, LazyType {
    /** The kind of JSON value that it takes. */
    JsonType jsonType();

    /**
     * Reads a value.
     *
     * @return the Java value; {@code null} if there is none for it, when reading leniently
     * @throws io.qmp.api.error.BindingException if it does not fit
     */
    @Nullable
    Object read(QmpValue value, ReadPath path);

    /**
     * Reads the next value of a text, leniently.
     *
     * @return the Java value; {@code null} if there is none for it
     * @throws io.qmp.codec.json.NotSimple if the whole text is to be read as a value
     * @throws io.qmp.api.error.BindingException if it does not fit; the whole text is to be read as a value then, too
     */
    default @Nullable Object read(TextSource source) {
        return read(source.value(), source.path());
    }

    /** Writes a Java value, without the members that the policy hides. */
    QmpValue write(Object value, WriteMode mode);

    /** The type; for a lazy type the derived one. */
    default DataType resolved() {
        return this;
    }

    /** Whether its Java values never change. */
    default boolean isImmutable() {
        return false;
    }

    /** The result of a function of types. */
    default <R> R accept(TypeVisitor<R> visitor) {
        return visitor.builtin(this);
    }

    /** The Java value for a mandatory value that is absent, when reading leniently. */
    default @Nullable Object absent() {
        return null;
    }
}

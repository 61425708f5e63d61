package io.qmp.codec.bind.type;

import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import org.jspecify.annotations.Nullable;

/** A QMP type as a Java type describes it. */
public sealed interface DataType
        permits ScalarType, IntegralType, EnumType, ArrayType, StructuredType, AlternateType, LazyType {
    /** The kind of JSON value that it takes. */
    JsonType jsonType();

    /**
     * Reads a value.
     *
     * @return its Java form; {@code null} if the Java type has no place for it, when reading leniently
     * @throws io.qmp.api.error.BindingException if it does not fit
     */
    @Nullable
    Object read(QmpValue value, ReadPath path);

    /** Writes a value's Java form, without the members that the policy hides. */
    QmpValue write(Object value, WriteMode mode);

    /** The type itself, where this only stands for it. */
    default DataType resolved() {
        return this;
    }

    /** What stands for a value that is required but absent, when reading leniently. */
    default @Nullable Object absent() {
        return null;
    }
}

package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/** A type whose values are objects, so that it may be inline in another one. */
sealed interface StructuredType extends DataType permits ObjectType, UnionType {
    @Override
    default JsonType jsonType() {
        return JsonType.OBJECT;
    }

    @Override
    default @Nullable Object read(QmpValue value, Place place) {
        if (value instanceof QmpObject object) {
            return readMembers(object, null, place);
        }
        throw place.wrongType("object");
    }

    @Override
    default QmpObject write(Object value, CompatPolicy policy) {
        QmpObject.Builder object = QmpObject.builder();
        writeMembers(value, object, policy);
        return object.build();
    }

    /**
     * Reads the members of an object that are of this type.
     *
     * @param outer the members that are not; {@code null} for none
     * @return the Java form, as {@link #read} returns it
     */
    @Nullable
    Object readMembers(QmpObject object, @Nullable Known outer, Place place);

    /** Writes a value's members into an object. */
    void writeMembers(Object value, QmpObject.Builder object, CompatPolicy policy);
}

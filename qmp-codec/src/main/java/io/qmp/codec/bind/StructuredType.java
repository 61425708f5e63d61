package io.qmp.codec.bind;

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
        if (!(value instanceof QmpObject object)) {
            return place.wrongType(value, "object");
        }
        ObjectType selected = select(object, place);
        return selected == null ? null : selected.readMembers(object, null, place);
    }

    @Override
    default QmpObject write(Object value, Writing writing) {
        QmpObject.Builder object = QmpObject.builder();
        typeOf(value).writeMembers(value, object, writing);
        return object.build();
    }

    /**
     * The type as which an object is read: for a union that of one case.
     *
     * @return the type; {@code null} if there is none, when reading leniently
     */
    @Nullable
    ObjectType select(QmpObject object, Place place);

    /** The type as which a value is written: for a union that of one case. */
    ObjectType typeOf(Object value);
}

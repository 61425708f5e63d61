package io.qmp.codec.bind.type;

import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import org.jspecify.annotations.Nullable;

/** A type whose values are objects, so that it may be inline in another one. */
public sealed interface StructuredType extends DataType permits ObjectType, UnionType {
    @Override
    default JsonType jsonType() {
        return JsonType.OBJECT;
    }

    @Override
    default @Nullable Object read(QmpValue value, ReadPath path) {
        if (!(value instanceof QmpObject object)) {
            return path.wrongType(value, "object");
        }
        ObjectType selected = select(object, path);
        return selected == null ? null : selected.readMembers(object, null, path);
    }

    @Override
    default QmpObject write(Object value, WriteMode mode) {
        QmpObject.Builder object = QmpObject.builder();
        typeOf(value).writeMembers(value, object, mode);
        return object.build();
    }

    /**
     * The type as which an object is read: for a union that of one case.
     *
     * @return the type; {@code null} if there is none, when reading leniently
     */
    @Nullable
    ObjectType select(QmpObject object, ReadPath path);

    /** The type as which a value is written: for a union that of one case. */
    ObjectType typeOf(Object value);
}

package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.value.QmpObject;
import java.util.Objects;

/**
 * A component whose value has its members in the enclosing object.
 *
 * @param type the type of the value: an object or a union
 * @param slot the component
 */
record Inlined(DataType type, Slot slot) {
    /** The type itself, when all types have been derived. */
    DataType target() {
        return type instanceof Reference reference ? reference.target() : type;
    }

    void write(Object record, QmpObject.Builder object, CompatPolicy policy) {
        QmpObject inner = (QmpObject) type.write(Objects.requireNonNull(slot.get(record), slot.name()), policy);
        inner.members().forEach(object::add);
    }
}

package io.qmp.codec.bind;

import io.qmp.api.value.QmpObject;
import java.util.Objects;

/**
 * A component whose value has its members in the enclosing object.
 *
 * @param type the type of the value: an object or a union, maybe a reference to it
 * @param slot the component
 */
record Inlined(DataType type, Slot slot) {
    /** The type itself, when all types have been derived. */
    StructuredType target() {
        return (StructuredType) type.resolved();
    }

    void write(Object record, QmpObject.Builder object, Writing writing) {
        Object inner = Objects.requireNonNull(slot.get(record), slot.name());
        target().typeOf(inner).writeMembers(inner, object, writing);
    }
}

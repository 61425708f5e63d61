package io.qmp.codec.bind.type;

import io.qmp.api.value.QmpObject;
import java.util.Objects;

/**
 * A record component whose members are members of the enclosing object on the wire.
 *
 * @param type the type of the value: an object or a union, maybe a reference to it
 * @param accessor the component
 */
public record InlineComponent(DataType type, ComponentAccessor accessor) {
    /** The type, which is derived if it has not been yet. */
    public StructuredType target() {
        return (StructuredType) type.resolved();
    }

    public void write(Object record, QmpObject.Builder object, WriteMode mode) {
        Object inner = Objects.requireNonNull(accessor.get(record), accessor.name());
        target().typeOf(inner).writeMembers(inner, object, mode);
    }
}

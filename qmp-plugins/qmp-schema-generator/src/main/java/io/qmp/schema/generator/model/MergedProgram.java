package io.qmp.schema.generator.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that the introspections of a program's versions tell, put together.
 *
 * @param commands its commands, in the order of the newest version
 * @param events its events, in the order of the newest version
 * @param types its types by key
 */
public record MergedProgram(List<Entity.Command> commands, List<Entity.Event> events, Map<String, Type> types) {
    /** {@return the type of that key} */
    public Type type(String key) {
        return Objects.requireNonNull(types.get(key), key);
    }

    /** {@return the type of that key, or, if it is an array, that of its elements} */
    public Type elementType(String key) {
        Type type = type(key);
        return type instanceof Type.Array array ? elementType(array.element()) : type;
    }

    /** {@return the object type of that key} */
    public Type.ObjectType object(String key) {
        return (Type.ObjectType) type(key);
    }
}

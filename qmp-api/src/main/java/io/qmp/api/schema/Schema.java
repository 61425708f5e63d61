package io.qmp.api.schema;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An introspection: all commands, events and types of one server (specification, {@code query-qmp-schema}).
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Schema {
    private final List<SchemaInfo> entities;
    private final Map<String, SchemaInfo> byName = new HashMap<>();

    /**
     * An introspection of entities, such as the answer to {@code query-qmp-schema}.
     *
     * @param entities the entities; of several with the same name the first counts
     */
    public Schema(List<SchemaInfo> entities) {
        this.entities = List.copyOf(entities);
        entities.forEach(entity -> byName.putIfAbsent(entity.name(), entity));
    }

    /** {@return all entities in the order of the answer} */
    public List<SchemaInfo> entities() {
        return entities;
    }

    /** {@return the entity of that name: of a command, an event or a type} */
    public Optional<SchemaInfo> entity(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** {@return the command of that name} */
    public Optional<SchemaInfo.Command> command(String name) {
        return entity(name).filter(SchemaInfo.Command.class::isInstance).map(SchemaInfo.Command.class::cast);
    }

    /**
     * {@return whether the server has an element}
     *
     * @param path the name of a command or an event, or a path as {@link SchemaPath} describes
     */
    public boolean has(String path) {
        return new PathFinder(this).find(path);
    }

    /**
     * {@return the elements of a command and its arguments that the server does not have; empty if it has all of them}
     *
     * <p>The server would reject the command because of these. Other errors in the arguments are not found. Members of
     * {@code device_add} are not checked, as the command accepts members that introspection does not declare.
     *
     * @param command the name of the command
     * @param arguments its arguments
     */
    public List<MissingElement> lacks(String command, QmpObject arguments) {
        return new ArgumentCheck(this).lacks(command, arguments);
    }

    /** {@return the event of that name} */
    public Optional<SchemaInfo.Event> event(String name) {
        return entity(name).filter(SchemaInfo.Event.class::isInstance).map(SchemaInfo.Event.class::cast);
    }
}

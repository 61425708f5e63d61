package io.qmp.api.schema;

import io.qmp.api.Experimental;
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
     * Takes an answer of {@code query-qmp-schema}.
     *
     * @param entities the answer; of entities with one name the first counts
     */
    public Schema(List<SchemaInfo> entities) {
        this.entities = List.copyOf(entities);
        entities.forEach(entity -> byName.putIfAbsent(entity.name(), entity));
    }

    /** {@return all entities in the order in which they were told} */
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

    /** {@return the event of that name} */
    public Optional<SchemaInfo.Event> event(String name) {
        return entity(name).filter(SchemaInfo.Event.class::isInstance).map(SchemaInfo.Event.class::cast);
    }
}

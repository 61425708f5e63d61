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

    /**
     * {@return whether the server has something}
     *
     * <p>A path is the name of a command or an event: {@code query-status}. Followed by {@code :arg}, {@code :ret} or {@code :data} it is the
     * type of arguments, result or data; further, {@code /name} is a member (levels of arrays are skipped), {@code /=value} what a union has for
     * a value of its tag, {@code /|kind} a branch of an alternate ({@code object}, {@code array}, {@code str}, {@code int}, {@code number},
     * {@code bool} or {@code null}), and at the end {@code =value} a value of an enumeration:
     * {@code blockdev-add:arg/=raw/file/|object}, {@code migrate-set-capabilities:arg/capabilities/capability=xbzrle}.
     *
     * @param path the way to it
     */
    public boolean has(String path) {
        return new SchemaPath(this).find(path);
    }

    /**
     * {@return what the server does not know of a command with its arguments; empty if it knows all of it}
     *
     * <p>Tells before a command is sent that it would be refused, and why. Whether the arguments fit otherwise, it does not tell. Of
     * {@code device_add} members are not looked at, since it takes more than introspection tells.
     *
     * @param command the name of the command
     * @param arguments its arguments
     */
    public List<SchemaLack> lacks(String command, QmpObject arguments) {
        return new ArgumentCheck(this).lacks(command, arguments);
    }

    /** {@return the event of that name} */
    public Optional<SchemaInfo.Event> event(String name) {
        return entity(name).filter(SchemaInfo.Event.class::isInstance).map(SchemaInfo.Event.class::cast);
    }
}

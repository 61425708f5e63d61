package io.qmp.api.schema;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
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
    private static final String ARGUMENTS = "arguments";

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
     * {@return the name of the type at a path; empty if there is none, or if the path ends in a value}
     *
     * @param path a path to a type
     */
    public Optional<String> typeAt(SchemaPath path) {
        return new PathFinder(this).type(path.text());
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

    /**
     * {@return where a request differs from what this introspection says; empty if it is valid}
     *
     * <p>Unlike {@link #lacks}, this finds missing members and values of a wrong type, too. Of {@code device_add},
     * which accepts members that introspection does not declare, only the declared members are checked.
     *
     * @param command the name of the command
     * @param arguments its arguments
     */
    public List<SchemaViolation> checkArguments(String command, QmpObject arguments) {
        String open = ArgumentCheck.TAKES_MORE.contains(command) ? ARGUMENTS : "";
        return command(command)
                .map(known -> new ValueCheck(this, false, open).check(ARGUMENTS, known.argType(), arguments))
                .orElseGet(() -> unknown("command", command));
    }

    /**
     * {@return where the result of a command differs from what this introspection says; empty if it is valid}
     * Enumerations may have values that it does not list, as later versions add such values.
     *
     * @param command the name of the command
     * @param result what it returned
     */
    public List<SchemaViolation> checkResult(String command, QmpValue result) {
        return command(command)
                .map(known -> new ValueCheck(this, true, "").check("return", known.retType(), result))
                .orElseGet(() -> unknown("command", command));
    }

    /**
     * {@return where the data of an event differ from what this introspection says; empty if they are valid}
     * Enumerations may have values that it does not list.
     *
     * @param event the name of the event
     * @param data its data
     */
    public List<SchemaViolation> checkData(String event, QmpObject data) {
        return event(event)
                .map(known -> new ValueCheck(this, true, "").check("data", known.argType(), data))
                .orElseGet(() -> unknown("event", event));
    }

    private static List<SchemaViolation> unknown(String kind, String name) {
        return List.of(new SchemaViolation("", "there is no " + kind + " '" + name + "'"));
    }

    /** {@return the event of that name} */
    public Optional<SchemaInfo.Event> event(String name) {
        return entity(name).filter(SchemaInfo.Event.class::isInstance).map(SchemaInfo.Event.class::cast);
    }
}

package io.qmp.shell;

import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo.Command;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.schema.SchemaPath;
import io.qmp.api.schema.SchemaTypes;
import io.qmp.api.schema.SchemaViolation;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The place of a line's arguments in the introspection: those of a command, or the data of an action of a transaction.
 *
 * @param command the name of the command or action
 * @param type the name of the type of the arguments
 * @param action whether it is an action
 */
record ArgumentRoot(String command, String type, boolean action) {
    private static final String TRANSACTION = "transaction";
    private static final SchemaPath ACTIONS = SchemaPath.arguments(TRANSACTION).member("actions");
    private static final String DATA = "data";

    /** {@return the root of a line's arguments; empty if the introspection does not have its command} */
    static Optional<ArgumentRoot> of(Schema schema, ShellLine line) {
        return line.command()
                .map(Word::text)
                .flatMap(name -> line.isAction() ? action(schema, name) : command(schema, name));
    }

    private static Optional<ArgumentRoot> command(Schema schema, String name) {
        return schema.command(name).map(Command::argType).map(type -> new ArgumentRoot(name, type, false));
    }

    private static Optional<ArgumentRoot> action(Schema schema, String name) {
        return schema.typeAt(ACTIONS.variant(name).member(DATA)).map(type -> new ArgumentRoot(name, type, true));
    }

    /** {@return the names of all actions of a transaction} */
    static Set<String> actions(Schema schema) {
        SchemaTypes types = new SchemaTypes(schema);
        return schema.typeAt(ACTIONS)
                .map(types::element)
                .filter(ObjectType.class::isInstance)
                .map(type -> SchemaTypes.variants((ObjectType) type).keySet())
                .orElse(Set.of());
    }

    /** {@return where arguments differ from the introspection} Paths begin with {@link #prefix}. */
    List<SchemaViolation> check(Schema schema, QmpObject arguments) {
        if (!action) {
            return schema.checkArguments(command, arguments);
        }
        QmpValue call = action(command, arguments);
        return schema.checkArguments(
                TRANSACTION,
                QmpObject.builder().put("actions", new QmpArray(List.of(call))).build());
    }

    String prefix() {
        return action ? "arguments.actions[0].data" : "arguments";
    }

    static QmpObject action(String name, QmpObject arguments) {
        return new QmpObject(Map.of("type", QmpValue.of(name), DATA, arguments));
    }
}

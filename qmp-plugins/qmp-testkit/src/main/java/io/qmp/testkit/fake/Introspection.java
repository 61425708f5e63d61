package io.qmp.testkit.fake;

import io.qmp.api.bind.Binder;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code query-commands} and {@code query-qmp-schema} from a schema, for clients that ask them by themselves.
 *
 * @param schema the schema; empty if there is none, then nothing is answered
 * @param binder writes it
 */
record Introspection(Optional<Schema> schema, Binder binder) {
    Optional<Reply> answer(Request request) {
        return schema.flatMap(known -> switch (request.command()) {
                    case "query-commands" -> Optional.of(commands(known));
                    case "query-qmp-schema" -> Optional.of(entities(known));
                    default -> Optional.<QmpValue>empty();
                })
                .map(request::success);
    }

    private QmpValue entities(Schema known) {
        return new QmpArray(known.entities().stream().map(binder::write).toList());
    }

    private static QmpValue commands(Schema known) {
        List<QmpValue> names = known.entities().stream()
                .filter(SchemaInfo.Command.class::isInstance)
                .<QmpValue>map(command -> QmpObject.of("name", QmpValue.of(command.name())))
                .toList();
        return new QmpArray(names);
    }
}

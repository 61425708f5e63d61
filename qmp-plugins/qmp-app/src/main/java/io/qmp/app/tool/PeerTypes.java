package io.qmp.app.tool;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.app.peer.SchemaCache;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Executes one command with arguments whose types are known, if they are: from the cache, or by asking the peer. */
final class PeerTypes {
    private final QmpClient client;
    private final String command;
    private final Optional<Schema> schema;

    private PeerTypes(QmpClient client, String command, Optional<Schema> schema) {
        this.client = client;
        this.command = command;
        this.schema = schema;
    }

    /**
     * {@return what is known of the types of a command's arguments}
     *
     * @param asks whether to ask the peer if the cache does not have them
     */
    static PeerTypes of(Clients clients, QmpClient client, String command, boolean asks) throws InterruptedException {
        SchemaCache cache = SchemaCache.ofUser(Clients.CODEC);
        Optional<Schema> schema = client.greeting().flatMap(greeting -> cache.find(greeting, command));
        if (schema.isEmpty() && asks) {
            SchemaSource source = new SchemaSource(clients);
            schema = Optional.of(source.schema(source.ask(client)));
        }
        return new PeerTypes(client, command, schema);
    }

    /**
     * Executes the command. If the peer refuses the type of a value that the introspection made a string of, the
     * introspection is not the peer's, and the command is executed without it: the peer did nothing yet.
     *
     * @param words its arguments, which have been read before
     * @param reader reads them
     * @param call how
     */
    CompletableFuture<QmpValue> execute(List<String> words, Arguments reader, CallOptions call) {
        QmpObject plain = reader.words(words);
        QmpObject typed = schema.map(known -> new LiteralTypes(known, command).read(words, reader))
                .orElse(plain);
        CompletableFuture<QmpValue> reply = client.execute(command, typed, call);
        return typed.equals(plain)
                ? reply
                : reply.exceptionallyCompose(failure -> isTypeError(failure)
                        ? client.execute(command, plain, call)
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isTypeError(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
        return cause instanceof CommandFailedException answer
                && answer.error().desc().startsWith("Invalid parameter type for ");
    }
}

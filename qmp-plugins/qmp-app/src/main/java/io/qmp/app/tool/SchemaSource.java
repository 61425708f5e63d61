package io.qmp.app.tool;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Waiting;
import io.qmp.client.CallOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Where an introspection comes from: a file with an answer to {@code query-qmp-schema}, or a server that is asked. */
final class SchemaSource {
    static final String DESCRIPTION =
            "A file with an answer to query-qmp-schema, the array or the reply with it, compressed if its name ends in"
                    + " .gz; or where a server listens: unix:PATH, tcp:HOST:PORT, or without unix: and tcp:.";

    private static final String QUERY = "query-qmp-schema";

    private final Clients clients;

    SchemaSource(Clients clients) {
        this.clients = clients;
    }

    /**
     * {@return the answer}
     *
     * @param text a file or an address
     * @throws OptionException if it is neither, or the file has no such answer
     */
    QmpArray read(String text) throws InterruptedException {
        QmpValue answer = isFile(text) ? file(Path.of(text)) : ask(Peer.parse(text));
        if (answer instanceof QmpObject reply && reply.get("return") instanceof QmpArray result) {
            answer = result;
        }
        if (answer instanceof QmpArray entities) {
            return entities;
        }
        throw new OptionException(text + ": an answer to " + QUERY + " is an array");
    }

    /** {@return the schema in an answer} */
    Schema schema(QmpArray answer) {
        return Clients.CODEC.newBinder(CompatPolicy.ACCEPT).readSchema(answer);
    }

    private static boolean isFile(String text) {
        return !text.startsWith("unix:") && !text.startsWith("tcp:") && Files.isRegularFile(Path.of(text));
    }

    private QmpValue ask(Peer peer) throws InterruptedException {
        try (var client = Waiting.await(clients.connect(peer)).blocking()) {
            return client.execute(
                    QUERY,
                    QmpObject.EMPTY,
                    clients.limit().map(CallOptions.DEFAULT::withHardLimit).orElse(CallOptions.DEFAULT));
        }
    }

    private QmpValue file(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return Clients.CODEC.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw new OptionException(file + ": " + e.getMessage());
        }
    }
}

package io.qmp.app.tool;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.app.option.OptionException;
import io.qmp.app.peer.PeerFile;
import io.qmp.app.peer.SchemaCache;
import io.qmp.app.process.Waiting;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The source of an introspection: a file with an answer to {@code query-qmp-schema}, or a server that is asked. */
final class SchemaSource {
    static final String DESCRIPTION =
            "A file with an answer to query-qmp-schema, the array or the reply with it, compressed if its name ends in"
                    + " .gz; or where a server listens: unix:PATH, tcp:HOST:PORT, or without unix: and tcp:; or a"
                    + " name that ~/.config/qmp/peers gives to an address.";

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
    Schema schema(QmpValue answer) {
        return Clients.CODEC.newBinder(CompatPolicy.ACCEPT).readSchema(answer);
    }

    /** A name of the user's peers is that peer, also where there is a file of this name. */
    private static boolean isFile(String text) {
        return !text.startsWith("unix:")
                && !text.startsWith("tcp:")
                && Files.isRegularFile(Path.of(text))
                && !(Peer.isName(text) && PeerFile.ofUser().find(text).isPresent());
    }

    /** {@return the first of some sources that is a peer} */
    static Optional<String> peer(List<String> sources) {
        return sources.stream()
                .filter(source -> !source.isEmpty() && !isFile(source))
                .findFirst();
    }

    private QmpValue ask(Peer peer) throws InterruptedException {
        try (var client = Waiting.await(clients.connect(peer)).blocking()) {
            return ask(client.async());
        }
    }

    /** {@return the answer of a server, which the cache has from now on} */
    QmpValue ask(QmpClient client) throws InterruptedException {
        QmpValue answer = Waiting.await(client.execute(
                QUERY,
                QmpObject.EMPTY,
                clients.limit().map(CallOptions.DEFAULT::withHardLimit).orElse(CallOptions.DEFAULT)));
        if (answer instanceof QmpArray entities) {
            SchemaCache cache = SchemaCache.ofUser(Clients.CODEC);
            client.greeting().ifPresent(greeting -> cache.put(greeting, entities));
        }
        return answer;
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

package io.qmp.schema.generator;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.message.Greeting;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.QmpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** Reads introspections from files and from running servers. */
final class SchemaSource {
    private final WireCodec codec = WireCodec.installed();
    private final Duration limit;

    /**
     * @param limit how long to wait for a server to accept the connection and to answer
     */
    SchemaSource(Duration limit) {
        this.limit = limit;
    }

    /**
     * {@return the introspection in a file, or, if the text is {@code unix:PATH} or {@code tcp:HOST:PORT}, of the
     * server at this address}
     *
     * @throws IOException if the file cannot be read, or the server cannot be reached or does not answer in time
     * @throws CommandFailedException if the server has no introspection
     */
    Schema read(String source) throws IOException {
        return schema(record(source).answer());
    }

    Schema parse(String json) {
        return codec.newBinder(CompatPolicy.ACCEPT).readSchema(json);
    }

    private Schema schema(QmpValue answer) {
        return codec.newBinder(CompatPolicy.ACCEPT).readSchema(answer);
    }

    /**
     * {@return the answer in a file, or that of a server, and the version that it is of}
     *
     * @throws IOException if the file cannot be read, or the server cannot be reached or does not answer in time
     * @throws CommandFailedException if the server has no introspection
     */
    Recording record(String source) throws IOException {
        int colon = source.indexOf(':');
        if (colon > 0 && Transports.installed().schemes().contains(source.substring(0, colon))) {
            return ask(QmpAddress.parse(source));
        }
        Path file = Path.of(source);
        try (InputStream raw = Files.newInputStream(file);
                InputStream stream = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new Recording(
                    Recordings.version(file), codec.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private Recording ask(QmpAddress address) throws IOException {
        CompletionStage<QmpClient> connecting = QmpClient.connect(address);
        try {
            QmpClient client = await(connecting);
            Optional<String> version = client.greeting()
                    .flatMap(Greeting::version)
                    .map(info -> info.qemu().toString());
            return new Recording(version, await(client.execute("query-qmp-schema", QmpObject.EMPTY)));
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof CommandFailedException failure) {
                throw failure;
            }
            throw new IOException("cannot ask " + address + ": " + cause.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("cannot ask " + address + ": no answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking " + address);
        } finally {
            connecting.thenAccept(QmpClient::close); // also if the connection is made after the limit
        }
    }

    private <T> T await(CompletionStage<T> stage) throws ExecutionException, InterruptedException, TimeoutException {
        return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}

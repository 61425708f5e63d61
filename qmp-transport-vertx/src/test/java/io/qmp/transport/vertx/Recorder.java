package io.qmp.transport.vertx;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Remembers what a connection tells it, and says when something has happened. For use on the connection's loop but for the futures. */
class Recorder implements ConnectionHandler {
    final Connection connection;
    final CompletableFuture<Void> inputEnded = new CompletableFuture<>();
    final CompletableFuture<Void> drained = new CompletableFuture<>();
    /** Holds the cause, if there was one. */
    final CompletableFuture<Optional<Throwable>> closed = new CompletableFuture<>();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Runnable> arrivals = new ArrayList<>();

    Recorder(Connection connection) {
        this.connection = connection;
        connection.handler(this);
    }

    /** {@return completes when so many bytes have arrived in all, with them} */
    CompletableFuture<byte[]> bytes(int count) {
        CompletableFuture<byte[]> enough = new CompletableFuture<>();
        Runnable check = () -> {
            if (bytes.size() >= count) {
                enough.complete(bytes.toByteArray());
            }
        };
        connection.loop().execute(() -> {
            arrivals.add(check);
            check.run();
        });
        return enough;
    }

    /** {@return completes when a text has arrived, which may be part of more} */
    CompletableFuture<String> text(String expected) {
        return bytes(expected.length()).thenApply(all -> new String(all, StandardCharsets.US_ASCII));
    }

    @Override
    public void received(ByteBuffer chunk) {
        byte[] copy = new byte[chunk.remaining()];
        chunk.get(copy);
        bytes.writeBytes(copy);
        arrivals.forEach(Runnable::run);
    }

    @Override
    public void inputEnded() {
        once(inputEnded, null);
    }

    @Override
    public void drained() {
        drained.complete(null);
    }

    @Override
    public void closed(Throwable cause) {
        once(closed, Optional.ofNullable(cause));
    }

    private static <T> void once(CompletableFuture<T> event, T value) {
        if (!event.complete(value)) {
            throw new AssertionError("told twice");
        }
    }
}

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

/** Remembers what a connection tells it, and says when something has happened. */
class Recorder implements ConnectionHandler {
    final Connection connection;
    final CompletableFuture<Void> inputEnded = new CompletableFuture<>();
    final CompletableFuture<Void> drained = new CompletableFuture<>();
    /** Holds the cause, if there was one. */
    final CompletableFuture<Optional<Throwable>> closed = new CompletableFuture<>();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Runnable> arrivals = new ArrayList<>();

    /** Made on the loop of its connection, whose handler it becomes. */
    Recorder(Connection connection) {
        this.connection = connection;
        connection.handler(this);
    }

    /** {@return completes when so many bytes have arrived in all, with all of them} */
    CompletableFuture<byte[]> bytes(int count) {
        CompletableFuture<byte[]> enough = new CompletableFuture<>();
        Runnable check = () -> {
            if (bytes.size() >= count && !enough.isDone()) {
                enough.complete(bytes.toByteArray());
            }
        };
        connection.loop().execute(() -> {
            arrivals.add(check);
            check.run();
        });
        return enough;
    }

    /** {@return completes when so many characters have arrived in all, with all of them} */
    String text(int count) {
        return new String(bytes(count).join(), StandardCharsets.US_ASCII);
    }

    /** How many bytes have arrived. On the loop. */
    int count() {
        return bytes.size();
    }

    @Override
    public void received(ByteBuffer chunk) {
        assertOpen();
        byte[] copy = new byte[chunk.remaining()];
        chunk.get(copy);
        bytes.writeBytes(copy);
        arrivals.forEach(Runnable::run);
    }

    @Override
    public void inputEnded() {
        assertOpen();
        once(inputEnded, null);
    }

    @Override
    public void drained() {
        assertOpen();
        drained.complete(null);
    }

    @Override
    public void closed(Throwable cause) {
        once(closed, Optional.ofNullable(cause));
    }

    private void assertOpen() {
        if (closed.isDone()) {
            throw new AssertionError("called after the end");
        }
    }

    private static <T> void once(CompletableFuture<T> event, T value) {
        if (!event.complete(value)) {
            throw new AssertionError("told twice");
        }
    }
}

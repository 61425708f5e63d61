package io.qmp.contracts;

import io.qmp.api.Experimental;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A handler that keeps what a connection reports, with futures to wait for it. Fails with an {@link AssertionError}
 * if the connection reports the same end twice, or anything after it was closed.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public class RecordingHandler implements ConnectionHandler {
    private final Connection connection;
    private final CompletableFuture<Void> inputEnded = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Optional<Throwable>> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Runnable> arrivals = new ArrayList<>();

    /** Becomes the handler of a connection. On its loop. */
    @SuppressWarnings("this-escape") // it is complete when the connection calls it
    public RecordingHandler(Connection connection) {
        this.connection = connection;
        connection.handler(this);
    }

    /** {@return the connection} */
    public final Connection connection() {
        return connection;
    }

    /** {@return completes when the peer has ended its output} */
    public final CompletableFuture<Void> whenInputEnded() {
        return inputEnded;
    }

    /** {@return completes when queued bytes have been sent for the first time} */
    public final CompletableFuture<Void> whenDrained() {
        return drained;
    }

    /** {@return completes with the cause, if there was one, when the connection is closed} */
    public final CompletableFuture<Optional<Throwable>> whenClosed() {
        return closed;
    }

    /** {@return completes when so many bytes have arrived in all, with all of them} */
    public final CompletableFuture<byte[]> bytes(int count) {
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

    /** {@return all characters, when so many have arrived in all} Waits for them, on another thread than the loop. */
    public final String text(int count) {
        return new String(bytes(count).join(), StandardCharsets.US_ASCII);
    }

    /** {@return how many bytes have arrived} On the loop. */
    public final int count() {
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
        assertFirst(inputEnded.complete(null));
    }

    @Override
    public void drained() {
        assertOpen();
        drained.complete(null);
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        assertFirst(closed.complete(Optional.ofNullable(cause)));
    }

    private void assertOpen() {
        if (closed.isDone()) {
            throw new AssertionError("called after the end");
        }
    }

    private static void assertFirst(boolean first) {
        if (!first) {
            throw new AssertionError("reported twice");
        }
    }
}

package io.qmp.plugin.machine.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Reads a stream, on a thread of its own. Methods are called on one thread, the server's loop. */
public final class StreamReader {
    private static final int PIECE = 1 << 16;

    private final ExecutorService worker;
    private final Executor loop;
    private volatile @Nullable ByteChannel channel;
    private volatile boolean aborted;

    /** Receives what is read. Called on the loop; not after {@link StreamReader#abort()} was called there. */
    public interface Listener {
        /** Bytes were read; the next are read when this returns. */
        void received(ByteBuffer bytes);

        /**
         * There are no more bytes.
         *
         * @param failure why, if it is no orderly end
         */
        void ended(@Nullable IOException failure);
    }

    /**
     * Makes one that reads nothing yet.
     *
     * @param name the name of its thread
     * @param loop calls the listener
     */
    public StreamReader(String name, Executor loop) {
        this.worker = Workers.make(name);
        this.loop = loop;
    }

    /** {@return completes on the loop when the stream is open, or fails with an {@link IOException}} */
    public CompletionStage<?> read(HostStream stream, Listener listener) {
        CompletableFuture<@Nullable Void> opened = new CompletableFuture<>();
        worker.execute(() -> {
            try {
                ByteChannel open = stream.open();
                channel = open;
                opened.complete(null);
                readPiece(open, ByteBuffer.allocate(PIECE), listener);
            } catch (IOException | RuntimeException e) {
                opened.completeExceptionally(e instanceof IOException ? e : new IOException(e));
            }
        });
        return opened.whenCompleteAsync((nothing, failure) -> {}, loop);
    }

    /** Reads a piece, and the next one when the listener has received it. */
    private void readPiece(ByteChannel open, ByteBuffer bytes, Listener listener) {
        try {
            if (aborted || open.read(bytes.clear()) < 0) {
                end(open, listener, null);
                return;
            }
        } catch (IOException e) {
            end(open, listener, e);
            return;
        }
        tell(() -> listener.received(bytes.flip()))
                .whenCompleteAsync(
                        (nothing, failure) -> {
                            if (failure == null) {
                                readPiece(open, bytes, listener);
                            } else {
                                end(open, listener, new IOException(failure));
                            }
                        },
                        worker);
    }

    private void end(ByteChannel open, Listener listener, @Nullable IOException failure) {
        close(open);
        tell(() -> listener.ended(failure));
    }

    private CompletableFuture<?> tell(Runnable event) {
        return CompletableFuture.runAsync(
                () -> {
                    if (!aborted) {
                        event.run();
                    }
                },
                loop);
    }

    /** Reads no more, and closes it. */
    public void abort() {
        aborted = true;
        ByteChannel open = channel;
        if (open != null) {
            close(open);
        }
    }

    private static void close(ByteChannel open) {
        try {
            open.close();
        } catch (IOException e) {
            Workers.LOG.log(System.Logger.Level.DEBUG, "a stream cannot be closed", e);
        }
    }
}

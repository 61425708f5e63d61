package io.qmp.plugin.machine.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream, on a thread of its own. Methods are called on one thread, the server's loop; futures complete there,
 * and fail with an {@link IOException}.
 */
public final class StreamWriter {
    private final ExecutorService worker;
    private final Executor loop;
    private volatile @Nullable ByteChannel channel;
    private volatile boolean aborted;

    /**
     * Makes one that writes nothing yet.
     *
     * @param name the name of its thread
     * @param loop completes the futures
     */
    public StreamWriter(String name, Executor loop) {
        this.worker = Workers.make(name);
        this.loop = loop;
    }

    /** {@return completes when the stream is open} If it fails, the writer is closed. */
    public CompletionStage<?> open(HostStream stream) {
        return run(() -> {
            ByteChannel opened = stream.open();
            channel = opened;
            if (aborted) {
                opened.close();
            }
        });
    }

    /** {@return completes when the bytes are written; they are the writer's until then} */
    public CompletionStage<?> write(ByteBuffer bytes) {
        return run(() -> {
            ByteChannel open = opened();
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        });
    }

    /** {@return completes when so many bytes are written, all zeros; a hole, where it ends in a file} */
    public CompletionStage<?> writeZeros(long count) {
        return run(() -> Zeros.write(opened(), count));
    }

    /** {@return completes when all is written and closed} */
    public CompletionStage<?> end() {
        CompletionStage<?> closed = run(() -> opened().close());
        worker.shutdown();
        return closed;
    }

    /** Closes it at once; futures of what is not written yet fail. */
    public void abort() {
        aborted = true;
        closeQuietly();
        worker.shutdown();
    }

    private ByteChannel opened() throws IOException {
        ByteChannel open = channel;
        if (open == null) {
            throw new IOException("it is not open");
        }
        return open;
    }

    private void closeQuietly() {
        ByteChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                Workers.LOG.log(System.Logger.Level.DEBUG, "a stream cannot be closed", e);
            }
        }
    }

    /** A step of the worker. */
    private interface Step {
        void run() throws IOException;
    }

    private CompletionStage<?> run(Step step) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        worker.execute(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                closeQuietly();
                done.completeExceptionally(e);
            }
        });
        return done.whenCompleteAsync((nothing, failure) -> {}, loop);
    }
}

package io.qmp.plugin.machine.migration;

import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.host.HostStream;
import io.qmp.plugin.machine.host.StreamWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes the stream to a file or a pipe. */
final class FileOutlet implements Outlet {
    private final StreamWriter writer;
    private final Listener listener;
    private boolean isReady;
    private boolean isOver;

    /**
     * Makes one.
     *
     * @param writer is open
     */
    FileOutlet(StreamWriter writer, Listener listener) {
        this.writer = writer;
        this.listener = listener;
    }

    @Override
    public void write(ByteBuffer bytes) {
        watch(writer.write(bytes)).thenRun(() -> {
            if (!isReady && !isOver) {
                isReady = true;
                listener.ready();
            }
        });
    }

    @Override
    public CompletionStage<Nothing> end() {
        return watch(writer.end());
    }

    private CompletableFuture<Nothing> watch(CompletionStage<?> step) {
        CompletableFuture<Nothing> done = new CompletableFuture<>();
        step.whenComplete((nothing, failure) -> {
            if (isOver) {
                return;
            }
            if (failure == null) {
                done.complete(Nothing.NOTHING);
            } else {
                isOver = true;
                writer.abort();
                listener.failed("Unable to write to file: " + HostStream.reason(failure));
            }
        });
        return done;
    }

    @Override
    public void abort() {
        isOver = true;
        writer.abort();
    }
}

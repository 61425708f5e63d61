package io.qmp.plugin.machine.memory;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Computes the checksum of the guest's memory, which is all zeros. Takes the time that QEMU needs for it.
 */
public final class Checksum {
    private static final long BYTES_PER_SECOND = 64 * 1024 * 1024;
    private static final int SUM_OF_ZEROS = 0;

    private final EventLoop loop;
    private EventLoop.@Nullable Timer timer;

    /** Makes one with its timer on a loop. */
    public Checksum(EventLoop loop) {
        this.loop = loop;
    }

    /** {@return completes on the loop with the checksum of so many bytes} One at a time. */
    public CompletionStage<Integer> of(long bytes) {
        CompletableFuture<Integer> sum = new CompletableFuture<>();
        Duration time = Duration.ofNanos(bytes * Duration.ofSeconds(1).toNanos() / BYTES_PER_SECOND);
        timer = loop.schedule(time, () -> sum.complete(SUM_OF_ZEROS));
        return sum;
    }

    /** Stops reading. */
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
    }
}

package io.qmp.client.connection;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.command.ReadingSpeed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a peer has stopped reading: it took nothing of what was sent for a time.
 *
 * <p>Sets its timer only when the operating system has not taken everything at once, which is seldom.
 */
final class WriteDeadline {
    private final Connection connection;
    private final Duration limit;
    private final Runnable missed;
    private EventLoop.@Nullable Timer timer;
    private long written;
    private long takenBefore;

    WriteDeadline(Connection connection, Duration limit, Runnable missed) {
        this.connection = connection;
        this.limit = limit;
        this.missed = missed;
    }

    void written(int bytes) {
        written += bytes;
    }

    void flushed() {
        if (timer == null && connection.pendingBytes() > 0) {
            watch();
        }
    }

    /** Nothing is left to be taken. */
    void drained() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void watch() {
        long pending = connection.pendingBytes();
        takenBefore = written - pending;
        timer = connection.loop().schedule(limit.plusNanos(ReadingSpeed.nanosFor(pending)), this::look);
    }

    private void look() {
        timer = null;
        long pending = connection.pendingBytes();
        if (pending == 0) {
            return;
        }
        if (written - pending == takenBefore) {
            missed.run();
        } else {
            watch();
        }
    }
}

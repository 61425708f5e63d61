package io.qmp.client.connection;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a peer is silent for good: when nothing was received for a time and no command is pending, it asks for
 * an answer, and when nothing at all is received within a limit, the peer is given up.
 */
public final class IdleProbe {
    /**
     * When to ask, and how long to wait.
     *
     * @param after how long nothing was received
     * @param limit how long the peer may take to send anything then
     */
    public record Limits(Duration after, Duration limit) {}

    private final EventLoop loop;
    private final Limits limits;
    private final BooleanSupplier ask;
    private final Runnable silent;
    private EventLoop.@Nullable Timer timer;
    private long lastReceived;
    private boolean stopped;

    /**
     * @param ask sends a command, unless some are pending; returns whether it was sent
     * @param silent the peer has sent nothing since
     */
    IdleProbe(EventLoop loop, Limits limits, BooleanSupplier ask, Runnable silent) {
        this.loop = loop;
        this.limits = limits;
        this.ask = ask;
        this.silent = silent;
    }

    void start() {
        received();
        wait(limits.after(), this::look);
    }

    void received() {
        lastReceived = loop.nanoTime();
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void wait(Duration time, Runnable then) {
        if (!stopped) {
            timer = loop.schedule(time, then);
        }
    }

    private void look() {
        Duration left = limits.after().minusNanos(loop.nanoTime() - lastReceived);
        if (left.compareTo(Duration.ZERO) > 0) {
            wait(left, this::look);
        } else if (ask.getAsBoolean()) {
            long heard = lastReceived;
            wait(limits.limit(), () -> judge(heard));
        } else {
            wait(limits.after(), this::look);
        }
    }

    private void judge(long heard) {
        if (lastReceived == heard) {
            silent.run();
        } else {
            look();
        }
    }
}

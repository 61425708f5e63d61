package io.qmp.client.connection;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a peer is silent for good: when nothing was received for a time and no command is pending, it asks for
 * an answer. When nothing at all is received within a limit, it asks a second time, out of band if that is possible,
 * since a peer that is busy with a command of another client answers that; then the peer is given up.
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
    private final BooleanSupplier askOutOfBand;
    private final Runnable silent;
    private EventLoop.@Nullable Timer timer;
    private long lastReceived;
    private boolean stopped;

    /**
     * @param ask sends a command, unless some are pending; returns whether it was sent
     * @param askOutOfBand sends a command out of band, if that is possible; returns whether it was sent
     * @param silent the peer has sent nothing since
     */
    IdleProbe(EventLoop loop, Limits limits, BooleanSupplier ask, BooleanSupplier askOutOfBand, Runnable silent) {
        this.loop = loop;
        this.limits = limits;
        this.ask = ask;
        this.askOutOfBand = askOutOfBand;
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
            wait(limits.limit(), () -> judge(heard, askOutOfBand));
        } else {
            wait(limits.after(), this::look);
        }
    }

    private void judge(long heard, BooleanSupplier askAgain) {
        if (lastReceived != heard) {
            look();
        } else if (askAgain.getAsBoolean()) {
            wait(limits.limit(), () -> judge(heard, () -> false));
        } else {
            silent.run();
        }
    }
}

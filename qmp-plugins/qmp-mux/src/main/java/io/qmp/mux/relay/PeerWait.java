package io.qmp.mux.relay;

import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.EventLoop.Timer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a peer that is not there yet or serves another client, and says so in the log if it takes long. On the
 * loop.
 */
final class PeerWait {
    /** After which time the log says that the peer is awaited. */
    static final Duration QUIET = Duration.ofSeconds(10);

    /** How long to wait before another attempt. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** Why a peer may not have greeted. */
    static final String NOT_THERE = "it is not there, or it serves another client";

    private final EventLoop loop;
    private final RateLimitedLog log;
    private final String peer;
    private @Nullable Timer timer;
    private boolean said;

    /**
     * Makes it.
     *
     * @param peer what is awaited, for the log
     */
    PeerWait(EventLoop loop, RateLimitedLog log, String peer) {
        this.loop = loop;
        this.log = log;
        this.peer = peer;
    }

    /** The wait begins. */
    void begins() {
        timer = loop.schedule(QUIET, () -> {
            said = true;
            log.log("waiting", Level.WARNING, () -> "waiting for " + peer + ": " + NOT_THERE);
        });
    }

    /** There is a connection that is ready for commands. */
    void succeeded() {
        if (said) {
            log.log("waiting", Level.WARNING, () -> "connected to " + peer);
        }
        ends();
    }

    /** The wait is over. */
    void ends() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** {@return whether another attempt may succeed} A peer that has refused will do so again. */
    static boolean mayStillSucceed(Throwable failure) {
        return failure instanceof NegotiationException && !(failure.getCause() instanceof QmpException);
    }
}

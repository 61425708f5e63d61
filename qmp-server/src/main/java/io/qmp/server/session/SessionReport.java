package io.qmp.server.session;

import io.qmp.api.Loggers;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.ServerMetrics.SessionEnd;
import io.qmp.api.wire.EventLoop;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports what one session does to the log, the metrics and the taps. Throws nothing. Without metrics and taps, the
 * path of a command tests two fields.
 */
final class SessionReport {
    private static final System.Logger LOG = Loggers.named("io.qmp.server.session");

    private final SessionInfo info;
    private final RateLimitedLog log;
    private final @Nullable ServerMetrics metrics;
    private final @Nullable CommandTimes times; // only if there are metrics that want them
    private final @Nullable Taps taps;

    SessionReport(SessionObservers observers, SessionInfo info, EventLoop loop) {
        this.info = info;
        this.log = observers.log();
        this.metrics = observers.metrics();
        this.times = metrics == null || !metrics.wantsCommands() ? null : new CommandTimes(metrics, info, loop);
        this.taps = observers.taps().isEmpty() ? null : observers.taps();
    }

    void opened() {
        debug(() -> "opened");
        if (metrics != null) {
            metrics.sessionOpened(info);
        }
    }

    /** The connection has closed. */
    void closed(SessionEnd why, @Nullable Throwable cause) {
        if (cause instanceof IOException) { // an end of the network, of which its kind says all
            debug(() -> "closed: " + cause.getMessage());
        } else {
            LOG.log(Level.DEBUG, () -> info + ": closed", cause);
        }
        if (metrics != null) {
            metrics.sessionClosed(info, why);
        }
    }

    /** A message was read. */
    void received(QmpMessage message) {
        if (times != null) {
            times.read(message);
        }
        if (taps != null) {
            taps.received(info, message);
        }
    }

    /** A message is about to be executed. */
    void begins(QmpMessage message) {
        if (times != null) {
            times.begins(message);
        }
    }

    /** A message was answered. Only the first answer counts. */
    void answered(QmpMessage message, Reply reply) {
        if (times != null) {
            times.answered(message, reply);
        }
    }

    /** The session has ended: the messages without a reply get none. */
    void lost() {
        if (times != null) {
            times.lost();
        }
    }

    /**
     * A message was queued for the client.
     *
     * @param answered the message that it answers, if it is a reply
     */
    void sent(QmpMessage message, @Nullable QmpMessage answered) {
        if (taps != null) {
            taps.sent(info, message, answered);
        }
    }

    void eventSent(Event event) {
        if (metrics != null) {
            metrics.eventSent(info, event.name());
        }
        sent(event, null);
    }

    void eventDropped(Event event) {
        if (metrics != null) {
            metrics.eventDropped(info, event.name());
        }
        misbehaviour("dropped", () -> "reads too slowly, event " + event.name() + " dropped");
    }

    /** The client has done something wrong; the rate of each kind is limited in the log. */
    void misbehaviour(String kind, Supplier<String> text) {
        log.log(kind, Level.WARNING, () -> info + ": " + text.get());
    }

    /** The session ends after a failure that is not the client's. */
    void failed(Throwable failure) {
        log.log("session", Level.ERROR, () -> info + ": failed and is disconnected", failure);
    }

    void debug(Supplier<String> text) {
        LOG.log(Level.DEBUG, () -> info + ": " + text.get());
    }
}

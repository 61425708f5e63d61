package io.qmp.server.session;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.api.spi.SessionTap;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the messages of sessions to the taps of plugins, without secrets. Everything happens on the loop. */
public final class Taps {
    private final List<SessionTap> taps;
    private final RateLimitedLog log;
    private @Nullable Event lastEvent; // sent to one session after the other, and redacted once
    private @Nullable QmpMessage lastShown;

    /**
     * Makes the taps of a server.
     *
     * @param taps observe the messages; throw nothing
     * @param log receives failures to hide secrets
     */
    public Taps(List<SessionTap> taps, RateLimitedLog log) {
        this.taps = taps;
        this.log = log;
    }

    boolean isEmpty() {
        return taps.isEmpty();
    }

    void received(SessionInfo session, QmpMessage message) {
        QmpMessage shown = shown(message, null);
        if (shown != null) {
            for (SessionTap tap : taps) {
                tap.received(session, shown);
            }
        }
    }

    /**
     * Shows a message to a client.
     *
     * @param answered the message that it answers, if it is a reply to a request
     */
    void sent(SessionInfo session, QmpMessage message, @Nullable QmpMessage answered) {
        QmpMessage shown = shown(message, answered instanceof Request request ? request : null);
        if (shown != null) {
            for (SessionTap tap : taps) {
                tap.sent(session, shown);
            }
        }
    }

    /** A message without secrets; {@code null} if they cannot be hidden: it is not shown. */
    private @Nullable QmpMessage shown(QmpMessage message, @Nullable Request answered) {
        try {
            if (!(message instanceof Event event)) {
                return Redaction.SECRETS.message(message, answered);
            }
            if (event != lastEvent) {
                lastShown = Redaction.SECRETS.event(event);
                lastEvent = event;
            }
            return lastShown;
        } catch (Throwable e) { // whatever is in the message
            log.log("redaction", Level.ERROR, () -> "a message could not be shown to taps", e);
            return null;
        }
    }
}

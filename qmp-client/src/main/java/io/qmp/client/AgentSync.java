package io.qmp.client;

import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.message.Greeting;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Optional;

/**
 * The handshake of the guest agent, which neither greets nor forgets: what an earlier client left half-said or unread is flushed out by
 * asking for a sentinel and dropping all before it.
 */
final class AgentSync implements Handshake {
    static final String COMMAND = "guest-sync-delimited";

    private final Session session;

    AgentSync(Session session) {
        this.session = session;
    }

    @Override
    public void begin() {
        session.skipToSentinel();
        session.sendSentinel();
        // Any number will do: the reply is recognised by the request's id already.
        session.execute(COMMAND, arguments(1)).whenComplete((echo, failure) -> {
            if (failure != null) {
                session.refused(failure);
            } else if (echo.equals(new QmpLong(1))) {
                session.ready(Optional.empty(), false);
            } else {
                session.refused(new ProtocolViolationException(COMMAND + " was answered with " + echo));
            }
        });
    }

    static QmpObject arguments(long number) {
        return QmpObject.of("id", QmpValue.of(number));
    }

    /** No guest agent says so; whoever does is something else, and will not answer. */
    @Override
    public void greeted(Greeting greeting) {}

    @Override
    public String overdue() {
        return "no guest agent answered: none runs in the guest, or it serves another client";
    }

    @Override
    public String probe() {
        return "guest-ping";
    }
}

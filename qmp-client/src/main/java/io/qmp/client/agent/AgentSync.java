package io.qmp.client.agent;

import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.AgentNames;
import io.qmp.api.message.Greeting;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.connection.Handshake;
import io.qmp.client.connection.ServerLink;
import java.util.Optional;

/**
 * The handshake of guest agents, which do not greet. What an earlier client left unfinished or unread is dropped: the
 * agent is asked for a sentinel, and everything before that is skipped.
 */
final class AgentSync implements Handshake {
    static final String COMMAND = AgentNames.SYNC_DELIMITED;

    /** The end of the error with which an agent answers a sentinel. */
    private static final String SENTINEL_ERROR = "\ufffd'";

    private final ServerLink link;
    private final SentinelConnection connection;

    AgentSync(ServerLink link, SentinelConnection connection) {
        this.link = link;
        this.connection = connection;
    }

    @Override
    public void begin() {
        connection.skipToSentinel();
        connection.sendSentinel();
        // Any number will do: the reply is recognised by the request's id already.
        link.execute(COMMAND, arguments(1)).whenComplete((echo, failure) -> {
            if (failure != null) {
                link.refused(failure);
            } else if (echo.equals(new QmpLong(1))) {
                link.ready(Optional.empty(), false);
            } else {
                link.refused(new ProtocolViolationException(COMMAND + " was not answered with its number"));
            }
        });
    }

    static QmpObject arguments(long number) {
        return QmpObject.of("id", QmpValue.of(number));
    }

    /** Guest agents do not greet. A peer that does is something else, and will not answer the handshake. */
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

    @Override
    public boolean expects(QmpError error) {
        return error.desc().endsWith(SENTINEL_ERROR) && connection.takeUnanswered();
    }
}

package io.qmp.client.connection;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Malformed;
import org.jspecify.annotations.Nullable;

/** The exceptions with which a link ends. Each names the peer. */
final class LinkFailures {
    private final String peer;
    private final LinkSettings.Times times;

    LinkFailures(String peer, LinkSettings.Times times) {
        this.peer = peer;
        this.times = times;
    }

    /** The handshake was not over in time. */
    QmpException overdue(Handshake handshake) {
        return new NegotiationException("connected to " + peer + ", but within "
                + times.negotiation().toMillis() + " ms " + handshake.overdue());
    }

    /** The handshake has failed. */
    QmpException refused(Throwable cause) {
        return new NegotiationException("connected to " + peer + ", but " + cause.getMessage(), cause);
    }

    /**
     * Nothing was received, not even an answer.
     *
     * @param outOfBand whether the peer was asked out of band, too
     */
    QmpException silent(String probe, boolean outOfBand) {
        return new ConnectionLostException("the connection to " + peer
                + " was given up: it sent nothing, not even an answer to " + probe
                + (outOfBand
                        ? ", in band or out of band: its monitor was deleted, or it is stopped"
                        : ": it is busy with a command of another client, its monitor was deleted, or it is stopped"));
    }

    /** Nothing was taken of what was sent. */
    QmpException stuck() {
        return new ConnectionLostException("the connection to " + peer + " was given up: it took nothing of what was"
                + " sent for " + times.write().toMillis() + " ms");
    }

    /** The monitor that agreed on capabilities has been deleted, and another one is at the end of the connection. */
    QmpException replaced(String sign) {
        return new ConnectionLostException("the monitor of " + peer + " was made anew: " + sign);
    }

    /** Too much that was received cannot be read. */
    QmpException noQmp(Malformed message) {
        return new ProtocolViolationException(peer + " does not speak QMP: " + UnreadableMessages.description(message));
    }

    /** The reader, or what receives from it, has failed. */
    QmpException broken(Throwable failure) {
        return new ProtocolViolationException("what " + peer + " sent could not be dealt with", failure);
    }

    /**
     * The connection has ended. A transport that learned late that the server refuses this client says so by the cause.
     *
     * @param ready whether the handshake was over
     */
    QmpException ended(boolean ready, @Nullable Throwable cause, boolean withinMessage) {
        String end = withinMessage ? " has ended in the middle of a message" : " has ended";
        if (ready) {
            return new ConnectionLostException("the connection to " + peer + end, cause);
        }
        return cause instanceof ConnectFailedException refusal
                ? refusal
                : new NegotiationException(
                        "connected to " + peer + ", but the connection" + end + " before it was ready for commands",
                        cause);
    }
}

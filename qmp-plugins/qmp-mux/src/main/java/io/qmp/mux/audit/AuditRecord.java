package io.qmp.mux.audit;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Request;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of the audit about a command: once before it is sent, if it may change something, and once when it has
 * ended.
 *
 * @param sequence counts the commands of all clients from 1; both records of a command have the same number
 * @param time when this record was made
 * @param client who has sent the command
 * @param role the name of the client's role
 * @param request the command, without secrets
 * @param rule the rule of the role that has decided, in words
 * @param end how it ended; empty in a record that is made before it is sent
 * @since 0.1
 */
@Experimental(since = "0.1")
public record AuditRecord(
        long sequence, Instant time, SessionInfo client, String role, Request request, String rule, Optional<End> end) {
    /** How a command ended. */
    public enum Outcome {
        /** It has returned a result. */
        SUCCEEDED,
        /** QEMU has refused it, or it has failed there. */
        FAILED,
        /** The multiplexer has refused it; QEMU has not received it. */
        DENIED,
        /** Its client has disconnected before the reply. It may have been carried out. */
        ORPHANED,
        /** Its client has disconnected before it was sent. */
        DROPPED,
        /** The connection to QEMU was lost before the reply. It may have been carried out. */
        LOST
    }

    /**
     * The end of a command.
     *
     * @param outcome how it ended
     * @param error the error of the reply, without secrets
     * @param waitedNanos how long it has waited for others before it was sent
     * @param upstreamNanos how long QEMU took
     */
    public record End(Outcome outcome, Optional<QmpError> error, long waitedNanos, long upstreamNanos) {}
}

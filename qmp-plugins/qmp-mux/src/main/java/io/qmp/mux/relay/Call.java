package io.qmp.mux.relay;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.mux.audit.AuditRecord.End;
import io.qmp.mux.audit.AuditRecord.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A command of a client on its way to QEMU and back. On the loop. */
final class Call {
    private final AuditTrail.Entry entry;
    private final long began;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private @Nullable FileDescriptor descriptor;
    private long sent;
    private boolean isAdmitted;
    private boolean isSent;

    /**
     * Makes a call.
     *
     * @param entry what the audit records of it
     * @param descriptor what the client has passed along; the call's
     * @param now the loop's time
     */
    Call(AuditTrail.Entry entry, Optional<FileDescriptor> descriptor, long now) {
        this.entry = entry;
        this.descriptor = descriptor.orElse(null);
        this.began = now;
    }

    AuditTrail.Entry entry() {
        return entry;
    }

    RelayClient client() {
        return entry.client();
    }

    Request request() {
        return entry.request();
    }

    CompletableFuture<Reply> reply() {
        return reply;
    }

    /** It may be sent: nothing but its turn is missing. */
    void admit() {
        isAdmitted = true;
    }

    boolean isAdmitted() {
        return isAdmitted;
    }

    boolean isSent() {
        return isSent;
    }

    void sent(long now) {
        sent = now;
        isSent = true;
    }

    /** {@return the descriptor, which is the caller's from now on; {@code null} if there is none} */
    @Nullable
    FileDescriptor takeDescriptor() {
        FileDescriptor taken = descriptor;
        descriptor = null;
        return taken;
    }

    void closeDescriptor() {
        FileDescriptor left = takeDescriptor();
        if (left != null) {
            left.close();
        }
    }

    /** {@return how it ended with a reply} */
    End end(Outcome outcome, Optional<Reply> answer, long now) {
        return new End(
                outcome,
                answer.filter(Reply.Failure.class::isInstance).map(failure -> ((Reply.Failure) failure).error()),
                (isSent ? sent : now) - began,
                isSent ? now - sent : 0);
    }
}

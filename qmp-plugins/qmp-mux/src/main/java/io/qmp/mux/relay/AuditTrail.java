package io.qmp.mux.relay;

import io.qmp.api.error.QmpError;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.mux.audit.AuditLog;
import io.qmp.mux.audit.AuditRecord;
import io.qmp.mux.audit.AuditRecord.End;
import io.qmp.mux.audit.AuditRecord.Outcome;
import io.qmp.mux.policy.Decision;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Writes the records of the audit, without secrets. On the loop. */
final class AuditTrail {
    /**
     * A command in the audit.
     *
     * @param sequence its number
     * @param client who has sent it
     * @param request the command, with its secrets
     * @param rule the rule that has decided
     */
    record Entry(long sequence, RelayClient client, Request request, String rule) {}

    private static final CompletionStage<?> KEPT = CompletableFuture.completedFuture(null);

    private final AuditLog audit;
    private final Redaction redaction;
    private final InstantSource clock;
    private final RateLimitedLog log;
    private final RelayReport report;
    private long sequence;

    AuditTrail(AuditLog audit, Redaction redaction, InstantSource clock, RateLimitedLog log, RelayReport report) {
        this.audit = audit;
        this.redaction = redaction;
        this.clock = clock;
        this.log = log;
        this.report = report;
    }

    /** {@return the next command, which {@code decision} is about} */
    Entry entry(RelayClient client, Request request, Decision decision) {
        return new Entry(++sequence, client, request, decision.rule());
    }

    /** Records a command that is about to be sent; completes when it is recorded, on any thread. */
    CompletionStage<?> begins(Call call) {
        return write(call.entry(), Optional.empty());
    }

    /** Records a command that was not passed on. */
    void denied(RelayClient client, Request request, Decision decision, QmpError error) {
        end(entry(client, request, decision), new End(Outcome.DENIED, Optional.of(error), 0, 0));
    }

    /** Records the end of a command. */
    void ended(Call call, Outcome outcome, Optional<Reply> reply, long now) {
        if (audit != AuditLog.NONE) {
            end(call.entry(), call.end(outcome, reply, now));
        }
    }

    private void end(Entry entry, End end) {
        End shown = end.error().isEmpty()
                ? end
                : new End(
                        end.outcome(),
                        end.error().map(error -> redaction.error(error, entry.request())),
                        end.waitedNanos(),
                        end.upstreamNanos());
        write(entry, Optional.of(shown)).whenComplete((kept, failure) -> {
            if (failure != null) {
                failed(failure);
            }
        });
    }

    /** The audit cannot be written. */
    void failed(Throwable failure) {
        report.auditFailed();
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Throwable reason = cause.getCause();
        if (cause instanceof UncheckedIOException && reason != null) { // which says all
            log.log(
                    "audit",
                    Level.ERROR,
                    () -> "the audit is incomplete: " + cause.getMessage() + ": " + reason.getMessage());
        } else {
            log.log("audit", Level.ERROR, () -> "the audit is incomplete", cause);
        }
    }

    private CompletionStage<?> write(Entry entry, Optional<End> end) {
        if (audit == AuditLog.NONE) {
            return KEPT;
        }
        report.audited();
        try {
            return audit.write(new AuditRecord(
                    entry.sequence(),
                    clock.instant(),
                    entry.client().session(),
                    entry.client().role().name(),
                    redaction.request(entry.request()),
                    entry.rule(),
                    end));
        } catch (Throwable e) { // an audit may be the user's
            return CompletableFuture.failedFuture(e);
        }
    }
}

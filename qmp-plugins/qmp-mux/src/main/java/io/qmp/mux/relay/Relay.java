package io.qmp.mux.relay;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.QmpException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.CallOptions;
import io.qmp.mux.audit.AuditRecord.Outcome;
import io.qmp.mux.options.AuditFailure;
import io.qmp.mux.options.Loss;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.Decision;
import io.qmp.mux.policy.Role;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes the commands of all clients on to QEMU, and its replies back. A request is decided about, recorded, waits for
 * its turn, is sent, and ends with a reply or with the connection. On the loop.
 */
final class Relay {
    private static final QmpError LOST = QmpError.generic("upstream connection lost");
    private static final QmpError GONE = QmpError.generic("the client has gone");
    private static final QmpError NOT_THERE = QmpError.generic("upstream connection is not there");
    private static final QmpError NOT_RECORDED =
            QmpError.generic("The command cannot be recorded in the audit, and was not sent");

    private final EventLoop loop;
    private final Consumer<SessionInfo> disconnect;
    private final Loss onLoss;
    private final AuditTrail audit;
    private final AuditFailure onAuditFailure;
    private final Guards guards;
    private final RateLimitedLog log;
    private final RelayReport report;
    private final int window;
    private CompletableFuture<Void> cleanup = CompletableFuture.completedFuture(null);

    Relay(RelayHost host, Guards guards, AuditTrail audit, MuxOptions options) {
        this.loop = host.loop();
        this.disconnect = host.disconnect();
        this.onLoss = options.onLoss();
        this.audit = audit;
        this.onAuditFailure = options.onAuditFailure();
        this.guards = guards;
        this.log = host.log();
        this.report = host.report();
        this.window = options.window();
    }

    /** {@return a new way for commands, which one client or several take} */
    Route route(Peer peer) {
        return new Route(peer, new Window(window, this::send), new DescriptorNames());
    }

    /** {@return the error for a request of a client that may not be passed on} It is in the audit. */
    Optional<QmpError> refusal(RelayClient client, Request request, Decision decision) {
        Optional<QmpError> refusal =
                decision.allowed() ? guards.refusal(client, request) : Optional.of(Guards.disabled(client, request));
        refusal.ifPresent(error -> {
            audit.denied(client, request, decision.allowed() ? Guards.refused() : decision, error);
            report.refused(client, request.command());
        });
        return refusal;
    }

    /**
     * Passes a request on.
     *
     * @param passed the descriptor that has come with it; the relay's
     * @return completes on the loop with the reply, also if the client has gone
     */
    CompletionStage<Reply> pass(
            RelayClient client, Request request, Optional<FileDescriptor> passed, Decision decision) {
        Call call =
                new Call(audit.entry(client, request, decision), descriptor(client, request, passed), loop.nanoTime());
        client.begins(call);
        client.way().descriptors().sending(client, request);
        if (!request.outOfBand()) {
            report.waits();
            client.way().window().enter(call);
        }
        if (Role.OBSERVER.mayUse(request.command())) {
            admit(call); // it changes nothing
        } else {
            record(call);
        }
        return call.reply();
    }

    private void record(Call call) {
        CompletableFuture<?> recorded = audit.begins(call).toCompletableFuture();
        if (recorded.isDone() && !recorded.isCompletedExceptionally()) {
            admit(call);
        } else {
            recorded.whenComplete((kept, failure) -> loop.execute(() -> recorded(call, failure)));
        }
    }

    private void recorded(Call call, @Nullable Throwable failure) {
        if (failure != null) {
            audit.failed(failure);
        }
        if (failure == null || onAuditFailure == AuditFailure.IGNORE) {
            admit(call);
        } else if (!call.client().isGone()) {
            call.client().way().window().remove(call);
            end(call, Outcome.DENIED, call.request().failure(NOT_RECORDED));
        }
    }

    private void admit(Call call) {
        if (call.client().isGone()) {
            return; // it has been dropped
        }
        if (call.request().outOfBand()) {
            send(call);
        } else {
            call.client().way().window().admit(call);
        }
    }

    private void send(Call call) {
        report.sent(call);
        call.sent(loop.nanoTime());
        FileDescriptor descriptor = call.takeDescriptor();
        CallOptions options = descriptor == null ? CallOptions.DEFAULT : CallOptions.DEFAULT.withDescriptor(descriptor);
        call.client()
                .way()
                .peer()
                .send(call.request(), options)
                .whenComplete((reply, failure) -> answered(call, reply, failure));
    }

    private void answered(Call call, @Nullable Reply reply, @Nullable Throwable failure) {
        if (!call.request().outOfBand()) {
            call.client().way().window().left();
        }
        if (reply != null) {
            boolean succeeded = reply instanceof Reply.Success;
            end(call, succeeded ? Outcome.SUCCEEDED : Outcome.FAILED, reply);
        } else {
            log.log("lost", Level.DEBUG, () -> call.request().command() + " was not answered: " + reason(failure));
            unanswered(call, failure);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return failure == null ? "nothing was received" : String.valueOf(failure.getMessage());
    }

    /**
     * A command has no reply. A client that does not outlive QEMU gets none, as from QEMU: an error would say that the
     * command was not executed.
     */
    private void unanswered(Call call, @Nullable Throwable failure) {
        boolean notSent = failure instanceof QmpException reason && reason.notSent();
        boolean gone = !notSent
                || failure instanceof ConnectionLostException
                || !call.client().way().peer().isUp();
        if (gone && onLoss == Loss.DISCONNECT) {
            disconnect.accept(call.client().session());
        }
        if (failure == null || !notSent) {
            end(call, Outcome.LOST, call.request().failure(LOST));
        } else {
            QmpError error = gone ? NOT_THERE : QmpError.generic(String.valueOf(failure.getMessage()));
            end(call, Outcome.DROPPED, call.request().failure(error));
        }
    }

    private void end(Call call, Outcome outcome, Reply reply) {
        call.client().calls().remove(call);
        call.closeDescriptor();
        call.client().way().descriptors().ended(call.client(), call.request(), reply);
        boolean answered = outcome == Outcome.SUCCEEDED || outcome == Outcome.FAILED;
        recordEnd(call, answered && call.client().isGone() ? Outcome.ORPHANED : outcome, Optional.of(reply));
        if (call.client().isGone()) {
            closeLeft(call.client()); // what the command has left with QEMU after its client was gone
        }
        call.reply().complete(reply); // also if nobody reads it, so that nobody waits for it
    }

    private void recordEnd(Call call, Outcome outcome, Optional<Reply> reply) {
        long now = loop.nanoTime();
        audit.ended(call, outcome, reply, now);
        report.ended(call, outcome, now);
    }

    /** A client has gone: what is not sent is dropped, and what it has left with QEMU is closed. */
    void gone(RelayClient client) {
        client.leave();
        if (client.route().isEmpty()) {
            return; // it was not greeted
        }
        client.way().window().leave(client);
        for (Call call : new ArrayList<>(client.calls())) {
            if (!call.isSent()) {
                client.calls().remove(call);
                call.closeDescriptor();
                recordEnd(call, Outcome.DROPPED, Optional.empty());
                call.reply().complete(call.request().failure(GONE));
            }
        }
        closeLeft(client);
    }

    private void closeLeft(RelayClient client) {
        if (client.calls().stream().noneMatch(Call::isSent)) {
            Route way = client.way();
            CompletableFuture<?>[] commands = way.descriptors().left(client).stream()
                    .map(command -> way.peer().send(command, CallOptions.DEFAULT))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture<Void> closed = CompletableFuture.allOf(commands).exceptionally(lost -> null);
            cleanup = CompletableFuture.allOf(cleanup, closed);
            closed.thenRun(way.peer()::left);
        }
    }

    /** {@return completes when what clients have left with QEMU is closed} Never fails. */
    CompletableFuture<Void> cleanedUp() {
        return cleanup;
    }

    /** The descriptor that came with a request, if the command takes one. QEMU would keep another for a later one. */
    private Optional<FileDescriptor> descriptor(RelayClient client, Request request, Optional<FileDescriptor> passed) {
        if (passed.isEmpty() || DescriptorNames.takesDescriptor(request.command())) {
            return passed;
        }
        passed.get().close();
        log.log(
                "descriptor",
                Level.WARNING,
                () -> client.session() + ": a descriptor that came with " + request.command() + " was closed");
        return Optional.empty();
    }
}

package io.qmp.server.dispatch;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.CommandContext;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.spi.CommandGate;
import io.qmp.api.type.Feature;
import io.qmp.api.wire.EventLoop;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the command of a request, checks that it may be executed, and calls its handler. When, is for the
 * {@link Lane} to say.
 */
public final class Dispatcher {
    private final CommandTable table;
    private final CompatPolicy policy;
    private final CommandGate[] gates;
    private final ErrorMapper errors;
    private final EventLoop loop;

    public Dispatcher(
            CommandTable table, CompatPolicy policy, List<CommandGate> gates, ErrorMapper errors, EventLoop loop) {
        this.table = table;
        this.policy = policy;
        this.gates = gates.toArray(CommandGate[]::new);
        this.errors = errors;
        this.loop = loop;
    }

    /**
     * Executes a request.
     *
     * @param request the request
     * @param context what the handler is told of it
     * @param answer is given the reply exactly once, on the loop; within this call if the handler is done by then
     */
    public void execute(Request request, CommandContext context, Consumer<Reply> answer) {
        RegisteredCommand<?, ?> command = table.find(request.command());
        if (command == null) {
            QmpError unknown = QmpError.commandNotFound("The command " + request.command() + " has not been found");
            answer.accept(new Reply.Failure(unknown, request.id()));
            return;
        }
        QmpError refusal = refusal(request, command, context);
        if (refusal != null) {
            answer.accept(new Reply.Failure(refusal, request.id()));
            return;
        }
        call(command, request, context, answer);
    }

    /** Why a request must not reach its handler, in QEMU's order of faults; {@code null} if it may. */
    private @Nullable QmpError refusal(Request request, RegisteredCommand<?, ?> command, CommandContext context) {
        String name = request.command();
        Optional<String> rejected = policy.rejects(command.binding().features());
        if (rejected.isPresent()) {
            String kind = rejected.get().equals(Feature.DEPRECATED) ? "Deprecated" : "Unstable";
            return QmpError.commandNotFound(kind + " command " + name + " disabled by policy");
        }
        if (request.outOfBand() && !command.binding().allowsOob()) {
            return QmpError.generic("The command " + name + " does not support OOB");
        }
        return refusalByGates(request, context);
    }

    private @Nullable QmpError refusalByGates(Request request, CommandContext context) {
        try {
            for (CommandGate gate : gates) {
                Optional<QmpError> refusal = gate.refusal(request.command(), context);
                if (refusal.isPresent()) {
                    return refusal.get();
                }
            }
            return null;
        } catch (RuntimeException e) {
            return errors.map(e, request, context);
        }
    }

    private <R> void call(
            RegisteredCommand<?, R> command, Request request, CommandContext context, Consumer<Reply> answer) {
        CompletionStage<R> stage;
        try {
            stage = command.call(request.arguments(), context);
        } catch (Exception e) {
            answer.accept(new Reply.Failure(errors.map(e, request, context), request.id()));
            return;
        }
        if (stage.getClass() == CompletableFuture.class
                && stage instanceof CompletableFuture<R> future
                && future.isDone()
                && !future.isCompletedExceptionally()) {
            // Nearly all handlers are done at once: no callback, no turn of the loop. A subclass, such as that of
            // completedStage, may refuse to tell.
            answer.accept(reply(command, Objects.requireNonNull(future.getNow(null)), null, request, context));
        } else {
            stage.whenComplete((result, failure) ->
                    onLoop(() -> answer.accept(reply(command, result, failure, request, context))));
        }
    }

    private <R> Reply reply(
            RegisteredCommand<?, R> command,
            R result,
            @Nullable Throwable failure,
            Request request,
            CommandContext context) {
        if (failure == null) {
            try {
                return new Reply.Success(command.value(result), request.id());
            } catch (RuntimeException e) {
                return new Reply.Failure(errors.map(e, request, context), request.id());
            }
        }
        return new Reply.Failure(errors.map(failure, request, context), request.id());
    }

    private void onLoop(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}

package io.qmp.server.dispatch;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.CommandContext;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.type.Feature;
import io.qmp.api.wire.EventLoop;
import io.qmp.server.guard.PluginCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds the command of a request, checks that it may be executed, and calls its handler. The order of
 * commands is decided by {@link InBandQueue}.
 */
public final class Dispatcher {
    private final CommandTable table;
    private final CompatPolicy policy;
    private final RegisteredGate[] gates;
    private final ErrorMapper errors;
    private final SlowCommands slowCommands;
    private final EventLoop loop;

    public Dispatcher(
            CommandTable table,
            CompatPolicy policy,
            List<RegisteredGate> gates,
            ErrorMapper errors,
            SlowCommands slowCommands) {
        this.table = table;
        this.policy = policy;
        this.gates = gates.toArray(RegisteredGate[]::new);
        this.errors = errors;
        this.slowCommands = slowCommands;
        this.loop = slowCommands.loop();
    }

    EventLoop loop() {
        return loop;
    }

    ErrorMapper errors() {
        return errors;
    }

    SlowCommands slowCommands() {
        return slowCommands;
    }

    /**
     * Executes a request. Throws nothing, whatever handler and gates throw. There is one reply, or none if the
     * handler's future never completes.
     *
     * @param request the request
     * @param context the context for gates and handler
     * @param late receives the reply if this call returns {@code null}
     * @return the reply; {@code null} if the handler's future has not completed
     */
    public @Nullable Reply execute(Request request, CommandContext context, LateReply late) {
        RegisteredCommand<?, ?> command = table.find(request.command());
        if (command == null) {
            QmpError unknown = QmpError.commandNotFound("The command " + request.command() + " has not been found");
            return new Reply.Failure(unknown, request.id());
        }
        QmpError refusal = refusal(request, command, context);
        if (refusal != null) {
            return new Reply.Failure(refusal, request.id());
        }
        return call(command, request, context, late);
    }

    /** {@return the reply to a request whose reply could not be written} */
    public Reply unwritable(Request request, CommandContext context, Throwable failure) {
        RegisteredCommand<?, ?> command = table.find(request.command());
        Object what = "writing the reply of " + (command == null ? request.command() : command);
        return new Reply.Failure(errors.map(failure, what, request, context), request.id());
    }

    /** The reason why a request is refused, checked in QEMU's order; {@code null} if it is not. */
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
        for (RegisteredGate gate : gates) {
            try {
                Optional<QmpError> refusal = gate.refusal(request.command(), context);
                if (refusal.isPresent()) {
                    return refusal.get();
                }
            } catch (Throwable e) {
                return errors.map(e, gate, request, context);
            }
        }
        return null;
    }

    private <R> @Nullable Reply call(
            RegisteredCommand<?, R> command, Request request, CommandContext context, LateReply late) {
        PluginCode plugin = command.plugin();
        ClassLoader outer = plugin.enter(command, context);
        try {
            CompletionStage<R> stage = command.call(request.arguments(), context);
            if (stage.getClass() == CompletableFuture.class
                    && stage instanceof CompletableFuture<R> future
                    && future.isDone()
                    && !future.isCompletedExceptionally()) {
                // The common case, without a callback and a turn of the loop. A subclass of CompletableFuture, such as
                // that of completedStage, may refuse isDone().
                return new Reply.Success(command.value(future.getNow(null)), request.id());
            }
            return new PendingReply<>(this, command, request, context, late).await(stage);
        } catch (Throwable e) {
            // Errors and undeclared exceptions, too: a failed command ends neither the session nor the server.
            return failure(command, e, request, context);
        } finally {
            plugin.leave(outer);
        }
    }

    /** {@return the reply to a command that has returned a result, which may be none or may not be writable} */
    <R> Reply success(RegisteredCommand<?, R> command, @Nullable R result, Request request, CommandContext context) {
        PluginCode plugin = command.plugin();
        ClassLoader outer = plugin.enter(command, context);
        try {
            return new Reply.Success(command.value(result), request.id());
        } catch (Throwable e) {
            return failure(command, e, request, context);
        } finally {
            plugin.leave(outer);
        }
    }

    /** {@return the reply to a command that has failed} */
    Reply failure(RegisteredCommand<?, ?> command, Throwable failure, Request request, CommandContext context) {
        return new Reply.Failure(errors.map(failure, command, request, context), request.id());
    }
}

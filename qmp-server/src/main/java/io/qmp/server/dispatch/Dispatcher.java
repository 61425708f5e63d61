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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the command of a request, checks that it may be executed, and calls interceptors and handler. The order of
 * commands is decided by {@link InBandQueue}.
 */
public final class Dispatcher {
    private final Supplier<CommandTable> commands;
    private final CompatPolicy policy;
    private final @Nullable Interceptor outermost;
    private final ErrorMapper errors;
    private final SlowCommands slowCommands;
    private final EventLoop loop;
    private boolean closed;

    // The request that is handed to the interceptors now, its command, and the table that has it: mostly the request
    // comes back as it is, and need not be checked again.
    private @Nullable Request admitted;
    private @Nullable RegisteredCommand<?> admittedCommand;
    private @Nullable CommandTable admittedBy;

    /**
     * Makes a dispatcher.
     *
     * @param commands supplies the commands at the moment
     * @param interceptors the interceptors, the outermost first
     */
    public Dispatcher(
            Supplier<CommandTable> commands,
            CompatPolicy policy,
            List<RegisteredInterceptor> interceptors,
            ErrorMapper errors,
            SlowCommands slowCommands) {
        this.commands = commands;
        this.policy = policy;
        this.errors = errors;
        this.slowCommands = slowCommands;
        this.loop = slowCommands.loop();
        Interceptor chain = null;
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            chain = new Interceptor(interceptors.get(i), new Next(this, chain));
        }
        this.outermost = chain;
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

    /** Executes nothing any more, and forgets the commands that are not answered: the server has ended. */
    public void close() {
        closed = true;
        slowCommands.close();
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Executes a request. Throws nothing, whatever handler and interceptors throw. There is one reply, or none if the
     * stage of one of them never completes.
     *
     * @param request the request
     * @param context the context for interceptors and handler
     * @param late receives the reply if this call returns {@code null}
     * @return the reply; {@code null} if it is not known yet
     */
    public @Nullable Reply execute(Request request, CommandContext context, LateReply late) {
        CommandTable table = commands.get();
        RegisteredCommand<?> command = table.find(request.command());
        if (command == null) {
            return request.failure(QmpError.noSuchCommand(request.command()));
        }
        QmpError refusal = refusal(request, command);
        if (refusal != null) {
            return request.failure(refusal);
        }
        Interceptor first = outermost;
        if (first == null) {
            return call(command, request, context, late);
        }
        admitted = request;
        admittedCommand = command;
        admittedBy = table;
        Reply reply = intercept(first, request, context, late);
        admitted = null; // its arguments may be secrets
        admittedCommand = null;
        admittedBy = null;
        return reply;
    }

    /** Executes a request behind an interceptor, by the one that follows or, if there is none, by the command. */
    @Nullable
    Reply proceed(@Nullable Interceptor following, Request request, CommandContext context, LateReply late) {
        if (following != null) {
            return intercept(following, request, context, late);
        }
        CommandTable table = commands.get();
        RegisteredCommand<?> known = admittedCommand;
        if (request == admitted && table == admittedBy && known != null) {
            return call(known, request, context, late);
        }
        RegisteredCommand<?> command = table.find(request.command()); // not necessarily that of the client
        if (command == null) {
            return request.failure(QmpError.noSuchCommand(request.command()));
        }
        QmpError refusal = refusal(request, command);
        return refusal == null ? call(command, request, context, late) : request.failure(refusal);
    }

    /** {@return the reply to a request whose reply could not be written} */
    public Reply unwritable(Request request, CommandContext context, Throwable failure) {
        RegisteredCommand<?> command = commands.get().find(request.command());
        return request.failure(errors.map(
                failure,
                () -> "writing the reply of " + (command == null ? request.command() : command.text(request)),
                request,
                context));
    }

    /** The reason why a request is refused, checked in QEMU's order; {@code null} if it is not. */
    private @Nullable QmpError refusal(Request request, RegisteredCommand<?> command) {
        Optional<String> rejected = policy.rejects(command.features());
        if (rejected.isPresent()) {
            String kind = rejected.get().equals(Feature.DEPRECATED) ? "Deprecated" : "Unstable";
            return QmpError.commandNotFound(kind + " command " + request.command() + " disabled by policy");
        }
        if (request.outOfBand() && !command.allowsOutOfBand()) {
            return QmpError.generic("The command " + request.command() + " does not support OOB");
        }
        return null;
    }

    private <R> @Nullable Reply call(Responder<R> responder, Request request, CommandContext context, LateReply late) {
        PluginCode plugin = responder.plugin();
        ClassLoader outer = plugin.enter(responder, context);
        try {
            CompletionStage<R> stage = responder.call(request, context);
            if (isKnown(stage)) {
                return responder.reply(((CompletableFuture<R>) stage).getNow(null), request);
            }
            return new PendingReply<>(this, responder, request, context, late).await(stage);
        } catch (Throwable e) {
            // Errors and undeclared exceptions, too: a failed command ends neither the session nor the server.
            return failure(responder, e, request, context);
        } finally {
            plugin.leave(outer);
        }
    }

    /** As {@link #call}, within which that is: the JVM compiles two methods better than one that calls itself. */
    private @Nullable Reply intercept(
            Interceptor interceptor, Request request, CommandContext context, LateReply late) {
        PluginCode plugin = interceptor.plugin();
        ClassLoader outer = plugin.enter(interceptor, context);
        try {
            CompletionStage<Reply> stage = interceptor.call(request, context);
            if (isKnown(stage)) {
                return interceptor.reply(((CompletableFuture<Reply>) stage).getNow(null), request);
            }
            return new PendingReply<>(this, interceptor, request, context, late).await(stage);
        } catch (Throwable e) {
            return failure(interceptor, e, request, context);
        } finally {
            plugin.leave(outer);
        }
    }

    /**
     * The common case, without a callback and a turn of the loop. Another subclass of CompletableFuture, such as that
     * of completedStage, may refuse isDone().
     */
    private static boolean isKnown(CompletionStage<?> stage) {
        Class<?> type = stage.getClass();
        return (type == CompletableFuture.class || type == Next.Answer.class)
                && stage instanceof CompletableFuture<?> future
                && future.isDone()
                && !future.isCompletedExceptionally();
    }

    /** {@return the reply with a result, which may be none or may not be writable} */
    <R> Reply success(Responder<R> responder, @Nullable R result, Request request, CommandContext context) {
        PluginCode plugin = responder.plugin();
        ClassLoader outer = plugin.enter(responder, context);
        try {
            return responder.reply(result, request);
        } catch (Throwable e) {
            return failure(responder, e, request, context);
        } finally {
            plugin.leave(outer);
        }
    }

    /** {@return the reply to a request after a failure} */
    Reply failure(Responder<?> responder, Throwable failure, Request request, CommandContext context) {
        return request.failure(errors.map(failure, () -> responder.text(request), request, context));
    }
}

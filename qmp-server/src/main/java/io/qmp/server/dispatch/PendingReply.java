package io.qmp.server.dispatch;

import io.qmp.api.command.CommandContext;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A command or an interceptor that has returned a stage which was not complete. The first outcome counts, whatever
 * the future is and however often it completes, and is delivered on the loop exactly once.
 *
 * @param <R> what the stage completes with
 */
final class PendingReply<R> implements BiConsumer<@Nullable R, @Nullable Throwable> {
    private record Outcome<R>(@Nullable R result, @Nullable Throwable failure) {}

    final Responder<R> responder;
    final Request request;
    final CommandContext context;
    final long begun;

    /** Whether the log has named it as slow. */
    boolean slow;

    private final Dispatcher dispatcher;
    private final LateReply late;
    private final AtomicReference<@Nullable Outcome<R>> outcome = new AtomicReference<>();
    private @Nullable CompletionStage<R> stage; // this and the following: on the loop
    private boolean returned; // whether the handler has
    private boolean delivered;

    PendingReply(
            Dispatcher dispatcher, Responder<R> responder, Request request, CommandContext context, LateReply late) {
        this.dispatcher = dispatcher;
        this.responder = responder;
        this.request = request;
        this.context = context;
        this.late = late;
        this.begun = dispatcher.loop().nanoTime();
    }

    /**
     * Waits for a future. Called once.
     *
     * @return the reply if the future calls back at once; else {@code null}, and the reply is delivered later
     */
    @Nullable
    Reply await(CompletionStage<R> future) {
        stage = future;
        callBack(future);
        returned = true;
        Outcome<R> early = outcome.get();
        if (early != null) {
            delivered = true;
            return reply(early);
        }
        dispatcher.slowCommands().add(this);
        return null;
    }

    /** The future has completed; on any thread. */
    @Override
    public void accept(@Nullable R result, @Nullable Throwable failure) {
        if (!outcome.compareAndSet(null, new Outcome<>(result, failure))) {
            dispatcher.errors().answeredTwice(responder, request, context);
        } else if (!dispatcher.loop().inLoop()) {
            try {
                dispatcher.loop().execute(this::deliver);
            } catch (RejectedExecutionException serverHasEnded) {
                // the session has ended, too
            }
        } else if (returned) {
            deliver();
        }
    }

    private void callBack(CompletionStage<R> future) {
        try {
            future.whenComplete(this);
        } catch (Throwable failure) { // it may be a class of the plugin
            outcome.compareAndSet(null, new Outcome<>(null, failure));
        }
    }

    /**
     * Delivers a reply whose delivery has failed where the future was completed: at the bottom of a plugin's recursion
     * there may be no stack left to call back or to deliver.
     */
    void lookAgain() {
        if (outcome.get() == null && stage instanceof CompletableFuture<R> future && isDone(future)) {
            callBack(future);
        }
        deliver();
    }

    private static boolean isDone(CompletableFuture<?> future) {
        try {
            return future.isDone();
        } catch (Throwable hostile) { // a class of the plugin
            return false;
        }
    }

    private void deliver() {
        Outcome<R> known = outcome.get();
        if (known == null || delivered) {
            return;
        }
        late.reply(request, reply(known));
        // Only now: what fails on a stack that is nearly exhausted is tried again, see SlowCommands.
        delivered = true;
        dispatcher.slowCommands().remove(this);
    }

    private Reply reply(Outcome<R> known) {
        Throwable failure = known.failure;
        return failure == null
                ? dispatcher.success(responder, known.result, request, context)
                : dispatcher.failure(responder, failure, request, context);
    }
}

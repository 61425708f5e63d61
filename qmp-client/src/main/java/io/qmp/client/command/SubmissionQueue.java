package io.qmp.client.command;

import io.qmp.api.wire.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings commands from any thread onto the client's loop, in the order of submission, and there to the present route.
 *
 * <p>Commands are linked through themselves, the newest first, and only the first of a batch wakes the loop: commands
 * that many threads submit at once are handled in one turn, and leave in one write.
 */
public final class SubmissionQueue {
    private final AtomicReference<@Nullable PendingCommand<?>> newest = new AtomicReference<>();
    private final EventLoop loop;
    private Consumer<PendingCommand<?>> route = refusing("the client is not connected");

    /** Makes a queue that refuses all commands until it is given a route. */
    public SubmissionQueue(EventLoop loop) {
        this.loop = loop;
    }

    /** Sets where commands go from now on; on the loop. */
    public void route(Consumer<PendingCommand<?>> newRoute) {
        route = newRoute;
    }

    /** Refuses commands from now on, for this reason; on the loop. */
    public void refuse(String reason) {
        route = refusing(reason);
    }

    private static Consumer<PendingCommand<?>> refusing(String reason) {
        return command -> command.refuseToSend(reason, null);
    }

    /** Takes a command in; on any thread. If the loop has ended, the command fails. */
    public void submit(PendingCommand<?> command) {
        PendingCommand<?> before = newest.get();
        command.before = before;
        while (!newest.compareAndSet(before, command)) {
            before = newest.get();
            command.before = before;
        }
        if (loop.inLoop()) {
            drain();
        } else if (before == null) {
            wake();
        }
    }

    private void wake() {
        try {
            loop.execute(this::drain);
        } catch (RejectedExecutionException e) {
            inOrder(newest.getAndSet(null), command -> command.refuseToSend("the client is closed", e));
        }
    }

    private void drain() {
        inOrder(newest.getAndSet(null), command -> route.accept(command));
    }

    private static void inOrder(@Nullable PendingCommand<?> newest, Consumer<PendingCommand<?>> target) {
        PendingCommand<?> next = null;
        for (PendingCommand<?> command = newest; command != null; ) {
            PendingCommand<?> before = command.before;
            command.before = next;
            next = command;
            command = before;
        }
        while (next != null) {
            PendingCommand<?> command = next;
            next = command.before;
            command.before = null;
            hand(command, target);
        }
    }

    /** Hands one command on; its failure does not affect the next. */
    private static void hand(PendingCommand<?> command, Consumer<PendingCommand<?>> target) {
        try {
            target.accept(command);
        } catch (Throwable e) {
            command.completeExceptionally(e);
        }
    }
}

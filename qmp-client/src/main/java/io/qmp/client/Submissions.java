package io.qmp.client;

import io.qmp.api.wire.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of commands from any thread onto the client's loop, in the order of submission.
 *
 * <p>Commands are linked through themselves, the newest first, and only the first of a batch wakes the loop: commands that many threads
 * submit at once are taken over in one turn, and leave in one write.
 */
final class Submissions {
    private final AtomicReference<@Nullable PendingCommand<?>> newest = new AtomicReference<>();
    private final EventLoop loop;
    private final Consumer<PendingCommand<?>> target;

    /**
     * @param loop where commands go
     * @param target takes them there
     */
    Submissions(EventLoop loop, Consumer<PendingCommand<?>> target) {
        this.loop = loop;
        this.target = target;
    }

    /** Takes a command in. If the loop has ended, it fails. */
    void submit(PendingCommand<?> command) {
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
        inOrder(newest.getAndSet(null), target);
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

    /** One that fails must not take those behind it along. */
    private static void hand(PendingCommand<?> command, Consumer<PendingCommand<?>> target) {
        try {
            target.accept(command);
        } catch (Throwable e) {
            command.completeExceptionally(e);
        }
    }
}

package io.qmp.server.session;

import io.qmp.api.wire.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Flushes the connections of all sessions once in a turn of the loop: one system call carries all replies to a
 * batch of pipelined requests. It also knows when a batch ends: what sessions send need not wait then for the end of
 * the turn.
 */
final class Flusher {
    private final EventLoop loop;
    private List<Outbox> written = new ArrayList<>();
    private List<Outbox> flushing = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>(0);
    private final Runnable run = this::run;
    private int turns;
    private boolean scheduled;
    private @Nullable Session executesLast;

    Flusher(EventLoop loop) {
        this.loop = loop;
    }

    /** Begins a part of a turn that may write; flushing waits for its {@link #endTurn}. Parts may nest. */
    void beginTurn() {
        turns++;
    }

    void endTurn() {
        if (--turns == 0) {
            flush();
        }
    }

    /** From now on this session executes the last request that it has read; {@code null}: no session does. */
    void executesLast(@Nullable Session session) {
        executesLast = session;
    }

    /** {@return whether this session executes the last request that it has read} Its reply is the end of its output. */
    boolean isLastOf(Session session) {
        return executesLast == session;
    }

    /** {@return whether another session does} As a rule that causes one event for this one, if any. */
    boolean isLastOfAnother(Session session) {
        return executesLast != null && executesLast != session;
    }

    /** Flushes a session at the end of the turn. Called for the first write of a turn. */
    void written(Outbox outbox) {
        written.add(outbox);
        if (turns == 0) {
            schedule();
        }
    }

    /** Runs a task on the loop, never within this call, and flushes what it has written together with the rest. */
    void execute(Runnable task) {
        tasks.add(task);
        schedule();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            loop.execute(run);
        }
    }

    private void run() {
        scheduled = false;
        beginTurn();
        try {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        } finally {
            if (!tasks.isEmpty()) {
                schedule(); // one of them has failed
            }
            endTurn();
        }
    }

    private void flush() {
        List<Outbox> now = written;
        written = flushing;
        flushing = now;
        now.forEach(Outbox::flush);
        now.clear();
    }
}

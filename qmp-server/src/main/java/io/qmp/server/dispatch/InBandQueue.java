package io.qmp.server.dispatch;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Orders the in-band commands of sessions: they begin in the order of their turns, and so many are executed at a time
 * as there are turns, which is one for the sessions of a whole server. Sessions take turns of one command each, as
 * QEMU's monitors do: a session with many waiting commands delays each of the others by one command only.
 */
public final class InBandQueue {
    /** Has commands to be executed. */
    public interface Member {
        /**
         * Executes the next command. Throws nothing.
         *
         * @return whether the turn has ended; else {@link InBandQueue#turnEnded} follows exactly once, in a later turn
         *     of the loop
         */
        boolean takeTurn();
    }

    private final int turns;
    private final CompletableFuture<Void> ready;
    private final Queue<Member> waiting = new ArrayDeque<>();
    private Runnable whenIdle = () -> {};
    private int running;
    private boolean stopped;
    private boolean draining;

    /**
     * Makes a queue in which nobody waits.
     *
     * @param turns how many commands may be executed at a time
     */
    public InBandQueue(int turns) {
        this(turns, CompletableFuture.completedFuture(null));
    }

    /**
     * Makes a queue in which nobody waits.
     *
     * @param turns how many commands may be executed at a time
     * @param ready completes on the loop; no command is executed before
     */
    public InBandQueue(int turns, CompletableFuture<Void> ready) {
        this.turns = turns;
        this.ready = ready;
        whenReady(this::drain);
    }

    /** Runs a task as soon as commands may be executed, perhaps within this call. */
    public void whenReady(Runnable task) {
        ready.thenRun(task);
    }

    /** {@return another queue, which begins when this one does} */
    public InBandQueue another(int atATime) {
        return new InBandQueue(atATime, ready);
    }

    /** Gives a member one turn, after the waiting ones. It enters again for the next turn. */
    public void enter(Member member) {
        waiting.add(member);
        drain();
    }

    /** Ends a running turn, which {@link Member#takeTurn} has not ended. */
    public void turnEnded() {
        running--;
        drain();
    }

    /**
     * Gives no more turns.
     *
     * @param idle is run once the turns that have begun have ended; at once if there are none
     */
    public void stop(Runnable idle) {
        stopped = true;
        waiting.clear();
        if (running > 0) {
            whenIdle = idle;
        } else {
            idle.run();
        }
    }

    private void drain() {
        if (draining) {
            return; // a member that enters within its turn is found by the loop below
        }
        draining = true;
        try {
            while (running < turns && ready.isDone() && !stopped && !waiting.isEmpty()) {
                running++;
                boolean ended = true; // also if something is thrown: a turn that does not end would be the last
                try {
                    ended = waiting.remove().takeTurn();
                } finally {
                    if (ended) {
                        running--;
                    }
                }
            }
        } finally {
            draining = false;
        }
        if (stopped && running == 0) {
            Runnable idle = whenIdle;
            whenIdle = () -> {};
            idle.run();
        }
    }
}

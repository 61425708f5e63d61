package io.qmp.server.dispatch;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Orders the in-band commands of all sessions: one is executed at a time. Sessions take turns of one command each, as
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

    private final Queue<Member> waiting = new ArrayDeque<>();
    private Runnable whenIdle = () -> {};
    private boolean busy;
    private boolean stopped;
    private boolean draining;

    /** Gives a member one turn, after the waiting ones. It enters again for the next turn. */
    public void enter(Member member) {
        waiting.add(member);
        drain();
    }

    /** Ends the running turn, which {@link Member#takeTurn} has not ended. */
    public void turnEnded() {
        busy = false;
        drain();
    }

    /**
     * Gives no more turns.
     *
     * @param idle is run once the turn that has begun has ended; at once if there is none
     */
    public void stop(Runnable idle) {
        stopped = true;
        waiting.clear();
        if (busy) {
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
            while (!busy && !stopped && !waiting.isEmpty()) {
                busy = true;
                boolean ended = true; // also if something is thrown: a turn that does not end would be the last
                try {
                    ended = waiting.remove().takeTurn();
                } finally {
                    busy = !ended;
                }
            }
        } finally {
            draining = false;
        }
        if (stopped && !busy) {
            Runnable idle = whenIdle;
            whenIdle = () -> {};
            idle.run();
        }
    }
}

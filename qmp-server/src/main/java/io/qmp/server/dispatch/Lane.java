package io.qmp.server.dispatch;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Executes the in-band commands of all sessions, one at a time. Sessions take turns of one command each, as QEMU's
 * monitors do: a session with a long backlog delays each of the others by one command only.
 */
public final class Lane {
    /** Who has commands to be executed. */
    public interface Member {
        /** Starts the next command; {@link Lane#turnEnded} must follow exactly once, within the call or later. */
        void takeTurn();
    }

    private final Queue<Member> waiting = new ArrayDeque<>();
    private Runnable whenIdle = () -> {};
    private boolean busy;
    private boolean stopped;
    private boolean draining;

    /** Gives a member one turn, as soon as all that wait have had theirs. It enters again for the next. */
    public void enter(Member member) {
        waiting.add(member);
        drain();
    }

    /** Ends the turn of the member that has it. */
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
            return; // a command that ends within its turn comes back to the loop below
        }
        draining = true;
        try {
            while (!busy && !stopped && !waiting.isEmpty()) {
                busy = true;
                waiting.remove().takeTurn();
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

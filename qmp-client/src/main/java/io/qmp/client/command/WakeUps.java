package io.qmp.client.command;

import io.qmp.api.wire.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * Wakes the threads that wait for replies when all that was received at once has been dealt with. On a core that it
 * shares with the loop, a thread that wakes takes the core: it then finds everything done that came with the reply it
 * has waited for, and the loop is interrupted once and not once for each reply.
 *
 * <p>Replies complete their commands, and dependents are called, at once as ever; only threads wait for longer.
 */
public final class WakeUps {
    private final EventLoop loop;
    private final List<Waiters> held = new ArrayList<>();
    private boolean holding;

    WakeUps(EventLoop loop) {
        this.loop = loop;
    }

    /** Holds wake-ups back until {@link #release}; on the loop. */
    public void hold() {
        holding = true;
    }

    /** Wakes all threads whose commands have completed since {@link #hold}; on the loop. */
    public void release() {
        holding = false;
        if (!held.isEmpty()) {
            held.forEach(Waiters::wake);
            held.clear();
        }
    }

    /** A command has completed, on any thread: wakes those who wait for it, unless the loop holds that back. */
    void wake(Waiters waiters) {
        if (loop.inLoop() && holding) {
            held.add(waiters);
        } else {
            waiters.wake();
        }
    }
}

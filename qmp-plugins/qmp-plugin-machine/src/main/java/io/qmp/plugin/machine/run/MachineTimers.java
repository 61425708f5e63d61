package io.qmp.plugin.machine.run;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The timers of one machine, on the server's loop. All parts of the machine schedule here, so that none of them has to
 * cancel its timers when the machine ends. On the loop only.
 */
public final class MachineTimers {
    private final EventLoop loop;
    private final Set<Pending> pending = new LinkedHashSet<>();
    private boolean closed;

    /** Makes it for a server's loop. */
    public MachineTimers(EventLoop loop) {
        this.loop = loop;
    }

    /** {@return the time in nanoseconds from an arbitrary point, by the clock of the timers} */
    public long nanoTime() {
        return loop.nanoTime();
    }

    /** {@return a timer that runs a task after a delay, unless the machine has ended by then} */
    public EventLoop.Timer schedule(Duration delay, Runnable task) {
        if (closed) {
            return () -> {};
        }
        Pending added = new Pending(task);
        pending.add(added);
        added.timer = loop.schedule(delay, added);
        return added;
    }

    /** {@return a timer that runs a task in a later turn, unless the machine has ended by then} */
    public EventLoop.Timer execute(Runnable task) {
        Pending added = new Pending(task);
        if (!closed) {
            pending.add(added);
            loop.execute(added);
        }
        return added;
    }

    /** Cancels all timers; later ones are ignored. */
    public void close() {
        closed = true;
        pending.forEach(timer -> timer.timer.cancel());
        pending.clear();
    }

    private final class Pending implements Runnable, EventLoop.Timer {
        private final Runnable task;
        private EventLoop.Timer timer = () -> {};

        Pending(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (pending.remove(this)) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            pending.remove(this);
            timer.cancel();
        }
    }
}

package io.qmp.api.local;

import io.qmp.api.Experimental;
import io.qmp.api.Loggers;
import io.qmp.api.wire.EventLoop;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event loop without a thread: its owner runs its turns and moves its clock. For programs with a main loop of
 * their own, and for tests that must not depend on real time.
 *
 * <p>Tasks may be given on any thread; turns are run on one thread at a time, which is "in the loop" meanwhile.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ManualEventLoop implements EventLoop, InstantSource {
    private static final System.Logger LOG = Loggers.named("io.qmp.api.loop");

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Pending> timers =
            new PriorityQueue<>(Comparator.comparing(Pending::due).thenComparing(Pending::number));
    private final Consumer<Throwable> failures;
    private Instant now;
    private long scheduled;
    private volatile @Nullable Thread runner;

    /**
     * Makes a loop that logs what tasks throw.
     *
     * @param start what its clock shows
     */
    public ManualEventLoop(Instant start) {
        this(start, failure -> LOG.log(Level.ERROR, "a task on the event loop failed", failure));
    }

    /**
     * Makes a loop.
     *
     * @param start what its clock shows
     * @param failures receives what tasks throw, on the thread that runs them
     */
    public ManualEventLoop(Instant start, Consumer<Throwable> failures) {
        this.now = start;
        this.failures = failures;
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == runner;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            tasks.notifyAll();
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        synchronized (tasks) {
            Pending timer = new Pending(now.plus(delay), scheduled++, task);
            timers.add(timer);
            return () -> {
                synchronized (tasks) {
                    timers.remove(timer);
                }
            };
        }
    }

    /** {@return what the loop's clock shows} */
    @Override
    public Instant instant() {
        synchronized (tasks) {
            return now;
        }
    }

    @Override
    public long nanoTime() {
        return Duration.between(Instant.EPOCH, instant()).toNanos();
    }

    /** {@return how many timers wait} */
    public int timers() {
        synchronized (tasks) {
            return timers.size();
        }
    }

    /**
     * Waits until there is a task, which another thread may give; real time passes, the loop's clock stands still.
     *
     * @param limit how long at most
     * @return whether there is one
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public boolean awaitTask(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (tasks) {
            for (long left = limit.toNanos(); tasks.isEmpty() && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(tasks, left);
            }
            return !tasks.isEmpty();
        }
    }

    /** Runs all tasks, also the ones that these add, until none is left. */
    public void runPending() {
        Thread before = runner;
        runner = Thread.currentThread();
        try {
            for (Runnable task = nextTask(); task != null; task = nextTask()) {
                run(task);
            }
        } finally {
            runner = before;
        }
    }

    /**
     * Moves the clock, and runs each timer at its time, and the tasks that it adds.
     *
     * @param time how far
     */
    public void advance(Duration time) {
        Instant end = instant().plus(time);
        runPending();
        for (Pending timer = nextTimer(end); timer != null; timer = nextTimer(end)) {
            execute(timer.task());
            runPending();
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            failures.accept(e);
        }
    }

    private @Nullable Runnable nextTask() {
        synchronized (tasks) {
            return tasks.poll();
        }
    }

    /** Takes the next timer due by a time and moves the clock to it, or to that time if there is none. */
    private @Nullable Pending nextTimer(Instant end) {
        synchronized (tasks) {
            Pending next = timers.peek();
            if (next == null || next.due().isAfter(end)) {
                now = end;
                return null;
            }
            now = next.due();
            return timers.poll();
        }
    }

    private record Pending(Instant due, long number, Runnable task) {}
}

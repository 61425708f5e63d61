package io.qmp.transport.nio.loop;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.EventLoop;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** An event loop that is a thread with a selector. A turn is: ready channels, timers that are due, tasks. */
public final class SelectorLoop implements EventLoop {
    private static final Queue<Runnable> NONE = new ArrayDeque<>(0);
    private static final ContainedLog LOG = ContainedLog.of(SelectorLoop.class);

    /** After so many tasks channels get their turn. */
    private static final int TASKS_A_TURN = 256;

    private static final long NANOS_OF_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

    private final Selector selector;
    private final Thread thread;
    private final Consumer<SelectionKey> dispatch = SelectorLoop::dispatch;
    private final Buffers buffers = new Buffers();
    private final Timers timers = new Timers();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** Whether a new task has to wake the selector: from before the thread looks for tasks until it is awake. */
    private final AtomicBoolean asleep = new AtomicBoolean();
    /** What follows the closing of channels, which the operating system knows of after the next select only. */
    private Queue<Runnable> released = new ArrayDeque<>();

    private boolean closing;
    private volatile boolean over;

    private SelectorLoop(Selector selector, String name) {
        this.selector = selector;
        this.thread = new LoopThread(this::run, name);
    }

    /**
     * Starts a loop, which keeps the JVM running.
     *
     * @param name the thread's
     * @throws IOException if the operating system has no more descriptors
     */
    public static SelectorLoop start(String name) throws IOException {
        SelectorLoop loop = new SelectorLoop(Selector.open(), name);
        loop.thread.start();
        return loop;
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable task) {
        if (!offer(task)) {
            throw new RejectedExecutionException("the event loop has ended");
        }
    }

    /** {@return whether a task will run as by {@link #execute}; false if the loop has ended} */
    public boolean offer(Runnable task) {
        tasks.add(task);
        if (over && tasks.remove(task)) {
            return false;
        }
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
        return true;
    }

    @Override
    public EventLoop.Timer schedule(Duration delay, Runnable task) {
        long nanos = delay.compareTo(LONGEST_DELAY) < 0 ? delay.toNanos() : LONGEST_DELAY.toNanos();
        Timers.Timer timer = new Timers.Timer(nanoTime() + nanos, task);
        if (inLoop()) {
            timers.add(timer);
        } else {
            execute(() -> timers.add(timer));
        }
        return timer;
    }

    /** {@return the buffers of this loop, for its thread} */
    public Buffers buffers() {
        return buffers;
    }

    /**
     * Watches a channel, for nothing at first. On the loop.
     *
     * @return the key, by which interest is set
     * @throws ConnectFailedException if the loop is closing
     */
    public SelectionKey watch(SelectableChannel channel, Watched watched) throws IOException {
        if (closing) {
            throw new ConnectFailedException("The transport is closed\nOpen another one.");
        }
        channel.configureBlocking(false);
        return channel.register(selector, 0, watched);
    }

    /**
     * Closes a channel. On the loop.
     *
     * @param closed called in the next turn, when it is closed for the operating system, too: a selector does that
     *     with the next select, and until then a listening socket keeps its port and takes connections
     */
    public void release(SelectableChannel channel, Runnable closed) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a socket could not be closed", e);
        }
        released.add(closed);
    }

    /**
     * Closes all channels in order, then ends the loop. May be called more than once.
     *
     * @param limit after which the channels that are left are aborted
     * @return completes at the end, on the loop's thread
     */
    public CompletableFuture<Void> close(Duration limit) {
        offer(() -> {
            closing = true;
            forEachWatched(Watched::shutDown);
            schedule(limit, () -> forEachWatched(Watched::abort));
        });
        return ended;
    }

    private void forEachWatched(Consumer<Watched> action) {
        selector.keys().forEach(key -> action.accept((Watched) key.attachment()));
    }

    private void run() {
        try {
            while (!closing || !selector.keys().isEmpty() || !tasks.isEmpty() || !released.isEmpty()) {
                select();
                runDueTimers();
                runTasks();
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The event loop has failed, and its connections are lost", e);
        }
        end();
    }

    private void select() throws IOException {
        Queue<Runnable> closed = NONE; // and not what this turn releases: the operating system knows it a turn later
        if (!released.isEmpty()) {
            closed = released;
            released = new ArrayDeque<>();
        }
        long wait = timers.untilNext(nanoTime());
        asleep.set(true);
        if (wait == 0 || !closed.isEmpty() || !tasks.isEmpty()) {
            selector.selectNow(dispatch);
        } else if (wait == Timers.NEVER) {
            selector.select(dispatch);
        } else {
            selector.select(dispatch, (wait + NANOS_OF_MILLI - 1) / NANOS_OF_MILLI);
        }
        asleep.set(false);
        runAll(closed);
    }

    private static void dispatch(SelectionKey key) {
        Watched watched = (Watched) key.attachment();
        try {
            if (key.isValid()) { // another channel's handler may have closed this one
                watched.ready(key.readyOps());
            }
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "A channel failed, and is closed", e);
            watched.abort();
        }
    }

    private void runDueTimers() {
        long now = nanoTime();
        for (Runnable task = timers.nextDue(now); task != null; task = timers.nextDue(now)) {
            run(task);
        }
    }

    private void runTasks() {
        for (int i = 0; i < TASKS_A_TURN; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            run(task);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // also what a task throws in spite of the compiler
            LOG.log(Level.ERROR, "A task on the event loop failed", e);
        }
    }

    private void end() {
        closing = true;
        forEachWatched(Watched::abort);
        over = true;
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a selector could not be closed", e);
        }
        runAll(released);
        runAll(tasks);
        ended.complete(null);
    }

    private static void runAll(Queue<Runnable> queue) {
        for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
            run(task);
        }
    }
}

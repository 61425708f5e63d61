package io.qmp.api.log;

import io.qmp.api.Experimental;
import io.qmp.api.wire.EventLoop;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Names in the log which foreign code blocks an event loop: once when a call has not returned within a limit, once
 * more when it has.
 *
 * <p>The loop only notes which call it is in, with a few plain writes. Another thread looks from time to time
 * whether that is still the same call; {@link #watch} uses the JDK's timer thread for that, and its pool only for what
 * is logged, so a program needs no thread for any number of watches.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class LoopWatch {
    private final EventLoop loop;
    private final Duration limit;
    private final RateLimitedLog log;

    /**
     * The innermost call that the loop is in; {@code null} between calls. Written last, so that the rest is visible.
     */
    private final AtomicReference<@Nullable Object> running = new AtomicReference<>();

    private @Nullable Object caller;
    private @Nullable Thread thread;
    private boolean interrupted;
    private long calls;
    private int depth;
    private @Nullable Object[] outer = new @Nullable Object[4]; // who and what of the calls that others are within
    private volatile boolean closed;

    // What has been seen, by the thread that looks.
    private long seenCall;
    private long seenSince;
    private @Nullable String reported;

    /**
     * Makes a watch.
     *
     * @param loop the loop that it watches, and whose time it goes by
     * @param limit how long a call may take before it is named
     * @param log takes the names
     */
    public LoopWatch(EventLoop loop, Duration limit, RateLimitedLog log) {
        this.loop = loop;
        this.limit = limit;
        this.log = log;
    }

    /** {@return the loop that it watches} */
    public EventLoop loop() {
        return loop;
    }

    /** {@return where it logs} */
    public RateLimitedLog log() {
        return log;
    }

    /** Looks from now on twice in each limit, until this watch is closed or garbage. */
    public void watch() {
        // Not by Duration.dividedBy: the decimals that it divides take a third of a JVM's start to set up on JDK 25.
        long nanos = Math.max(TimeUnit.MILLISECONDS.toNanos(1), TimeUnit.NANOSECONDS.convert(limit) / 2);
        // Not on the pool, which is a new thread for each task where there are one or two processors.
        Executor timer = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run);
        lookLater(new WeakReference<>(this), timer);
    }

    private static void lookLater(WeakReference<LoopWatch> reference, Executor later) {
        later.execute(() -> {
            LoopWatch watch = reference.get();
            if (watch != null && !watch.closed) {
                watch.look(CompletableFuture::runAsync);
                lookLater(reference, later);
            }
        });
    }

    /** Ends the watch. */
    public void close() {
        closed = true;
    }

    /**
     * Notes that the loop calls foreign code; {@link #ended} follows. A call within another call, such as that of a
     * handler behind an interceptor, is part of it, and is the one that is named. On the loop.
     *
     * @param what the call; its text is only taken when it is named
     * @param who whose code it is, or for whom it is called
     * @param current the loop's thread
     */
    public void begun(Object what, Object who, Thread current) {
        if (depth++ == 0) {
            calls++;
            thread = current;
            interrupted = current.isInterrupted();
        } else {
            keepOuter();
        }
        caller = who;
        running.lazySet(what);
    }

    private void keepOuter() {
        int at = 2 * (depth - 2);
        if (at == outer.length) {
            outer = Arrays.copyOf(outer, 2 * at);
        }
        outer[at] = caller;
        outer[at + 1] = running.getPlain();
    }

    /**
     * The call has returned.
     *
     * @param current the loop's thread
     * @return whether the call has left the thread interrupted, which it was not before
     */
    public boolean ended(Thread current) {
        if (--depth == 0) {
            running.lazySet(null);
        } else {
            int at = 2 * (depth - 1);
            caller = outer[at];
            running.lazySet(outer[at + 1]);
            outer[at] = null;
            outer[at + 1] = null;
        }
        return current.isInterrupted() && !interrupted;
    }

    /**
     * Looks which call the loop is in. Calls happen one after the other, on any thread.
     *
     * @param logging where it is logged, which may take time
     */
    void look(Executor logging) {
        long now = loop.nanoTime();
        Object what = running.get();
        long call = calls;
        if (what == null || call != seenCall) {
            if (reported != null) {
                report(logging, reported + " has ended after more than " + Elapsed.text(now - seenSince));
            }
            reported = null;
            seenCall = call;
            seenSince = now;
        } else if (reported == null && now - seenSince >= limit.toNanos()) {
            reported = caller + ": " + what;
            String time = Elapsed.text(now - seenSince);
            report(logging, reported + " has blocked the event loop for " + time + place());
        }
    }

    private void report(Executor logging, String text) {
        logging.execute(() -> log.log("blocked", Level.WARNING, () -> text));
    }

    private String place() {
        Thread busy = thread;
        StackTraceElement[] trace = busy == null ? new StackTraceElement[0] : busy.getStackTrace();
        return trace.length == 0 ? "" : ", at " + trace[0];
    }
}

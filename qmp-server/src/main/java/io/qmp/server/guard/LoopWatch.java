package io.qmp.server.guard;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.EventLoop;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Names in the log which plugin blocks the server's loop: once when a call has not returned within a limit, once more
 * when it has.
 *
 * <p>The loop only notes which call it is in, with a few plain writes. Another thread looks from time to time whether
 * that is still the same call; {@link #watch} uses the JDK's timer thread and common pool, so a server needs no thread
 * for it.
 */
public final class LoopWatch {
    private final EventLoop loop;
    private final Duration limit;
    private final RateLimitedLog log;

    /**
     * The outermost call that the loop is in; {@code null} between calls. Written last, so that the rest is visible.
     */
    private final AtomicReference<@Nullable Object> running = new AtomicReference<>();

    private @Nullable Object caller;
    private @Nullable Thread thread;
    private boolean interrupted;
    private long calls;
    private int depth;
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
     * @param log takes what plugins provoke
     */
    public LoopWatch(EventLoop loop, Duration limit, RateLimitedLog log) {
        this.loop = loop;
        this.limit = limit;
        this.log = log;
    }

    EventLoop loop() {
        return loop;
    }

    RateLimitedLog log() {
        return log;
    }

    /** Looks from now on twice in each limit, until this watch is closed or garbage. */
    public void watch() {
        long nanos =
                Math.max(TimeUnit.MILLISECONDS.toNanos(1), limit.dividedBy(2).toNanos());
        lookLater(new WeakReference<>(this), CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
    }

    private static void lookLater(WeakReference<LoopWatch> reference, Executor later) {
        later.execute(() -> {
            LoopWatch watch = reference.get();
            if (watch != null && !watch.closed) {
                watch.look();
                lookLater(reference, later);
            }
        });
    }

    /** Ends the watch. */
    public void close() {
        closed = true;
    }

    /** Notes that the loop calls a plugin; {@link #ended} follows. A call within another call is not watched itself. */
    void begun(Object what, Object who, Thread current) {
        if (depth++ == 0) {
            calls++;
            caller = who;
            thread = current;
            interrupted = current.isInterrupted();
            running.lazySet(what);
        }
    }

    /** The call has returned; says whether it has left the thread interrupted, which it was not before. */
    boolean ended(Thread current) {
        if (--depth == 0) {
            running.lazySet(null);
        }
        return current.isInterrupted() && !interrupted;
    }

    /** Looks which call the loop is in. Calls happen one after the other, on any thread. */
    void look() {
        long now = loop.nanoTime();
        Object what = running.get();
        long call = calls;
        if (what == null || call != seenCall) {
            if (reported != null) {
                report(reported + " has ended after more than " + Elapsed.text(now - seenSince));
            }
            reported = null;
            seenCall = call;
            seenSince = now;
        } else if (reported == null && now - seenSince >= limit.toNanos()) {
            reported = caller + ": " + what;
            report(reported + " has blocked the event loop for " + Elapsed.text(now - seenSince) + place());
        }
    }

    private void report(String text) {
        log.log("blocked", Level.WARNING, () -> text);
    }

    private String place() {
        Thread busy = thread;
        StackTraceElement[] trace = busy == null ? new StackTraceElement[0] : busy.getStackTrace();
        return trace.length == 0 ? "" : ", at " + trace[0];
    }
}

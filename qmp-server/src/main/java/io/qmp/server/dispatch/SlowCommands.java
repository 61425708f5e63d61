package io.qmp.server.dispatch;

import io.qmp.api.log.Elapsed;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.EventLoop;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands whose replies are pending. One that takes longer than a limit is named in the log, and again when it is
 * answered. There is one timer, only while commands are pending. Everything happens on the loop.
 */
public final class SlowCommands {
    private final EventLoop loop;
    private final Duration limit;
    private final RateLimitedLog log;
    private final Set<PendingReply<?>> waiting = new LinkedHashSet<>(); // the oldest first
    private EventLoop.@Nullable Timer timer;
    private boolean closed;

    /**
     * Makes a watch without commands.
     *
     * @param limit after how long a command is slow
     */
    public SlowCommands(EventLoop loop, Duration limit, RateLimitedLog log) {
        this.loop = loop;
        this.limit = limit;
        this.log = log;
    }

    EventLoop loop() {
        return loop;
    }

    void add(PendingReply<?> command) {
        if (!closed) {
            waiting.add(command);
            lookAfter(limit);
        }
    }

    void remove(PendingReply<?> command) {
        waiting.remove(command);
        if (command.slow) {
            log.log(
                    "answered",
                    Level.WARNING,
                    () -> named(command) + " was answered after " + Elapsed.text(age(command)));
        }
    }

    /** Forgets all commands, and ignores later ones: the server has ended. */
    public void close() {
        closed = true;
        waiting.clear();
        if (timer != null) {
            timer.cancel();
        }
    }

    private void lookAfter(Duration delay) {
        if (timer == null) {
            timer = loop.schedule(delay, this::look);
        }
    }

    private void look() {
        timer = null;
        long next = limit.toNanos();
        for (PendingReply<?> command : List.copyOf(waiting)) {
            command.lookAgain();
            if (waiting.contains(command) && !command.slow && !waitsForAnother(command)) {
                long left = limit.toNanos() - age(command);
                if (left > 0) {
                    next = left;
                    break; // the others are younger
                }
                command.slow = true;
                log.log(
                        "slow",
                        Level.WARNING,
                        () -> named(command) + " has not been answered for " + Elapsed.text(age(command)));
            }
        }
        if (!waiting.isEmpty()) {
            lookAfter(Duration.ofNanos(next));
        }
    }

    /** Whether this is an interceptor that waits for what follows it: that is older, and of the same turn. */
    private boolean waitsForAnother(PendingReply<?> command) {
        return waiting.stream()
                        .filter(other -> other.context == command.context)
                        .findFirst()
                        .orElse(command)
                != command;
    }

    private long age(PendingReply<?> command) {
        return loop.nanoTime() - command.begun;
    }

    private static String named(PendingReply<?> command) {
        return command.context.session() + ": " + command.responder.text(command.request);
    }
}

package io.qmp.client;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Holds in-band commands back, in their order, so that no more than a certain number are unanswered.
 *
 * <p>With out-of-band execution a QEMU stops reading when its queue of eight is full; an out-of-band command behind it would
 * have to wait like the others.
 */
final class InFlightWindow {
    private final Queue<PendingCommand<?>> waiting = new ArrayDeque<>();
    private int limit = Integer.MAX_VALUE;
    private int unanswered;

    void limit(int commands) {
        limit = commands;
    }

    /** Lets a command pass, or keeps it waiting. */
    boolean admits(PendingCommand<?> command) {
        if (command.outOfBand()) {
            return true;
        }
        if (unanswered < limit && waiting.isEmpty()) {
            unanswered++;
            return true;
        }
        waiting.add(command);
        return false;
    }

    /** A command that had passed has been answered. */
    void answered(PendingCommand<?> command) {
        if (!command.outOfBand()) {
            unanswered--;
        }
    }

    /** The next that may pass now; those that their callers gave up meanwhile are left out. */
    @Nullable
    PendingCommand<?> next() {
        while (unanswered < limit && !waiting.isEmpty()) {
            PendingCommand<?> command = waiting.remove();
            if (!command.isDone()) {
                unanswered++;
                return command;
            }
        }
        return null;
    }

    /** Those that wait, in their order. */
    Collection<PendingCommand<?>> waiting() {
        return waiting;
    }
}

package io.qmp.client.command;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Holds in-band commands back, in their order, so that no more than a certain number are unanswered.
 *
 * <p>With out-of-band execution a QEMU stops reading when its queue of eight is full; an out-of-band command behind it
 * would have to wait like the others.
 *
 * <p>Of commands with descriptors there is one at a time: such a QEMU keeps one descriptor, that of the command it has
 * read last, whichever it executes.
 */
final class InFlightWindow {
    private final Queue<PendingCommand<?>> waiting = new ArrayDeque<>();
    private int limit = Integer.MAX_VALUE;
    private int unanswered;
    private boolean descriptorUnanswered;

    void limit(int commands) {
        limit = commands;
    }

    /** Lets a command pass, or keeps it waiting. */
    boolean admits(PendingCommand<?> command) {
        if (command.outOfBand()) {
            return true;
        }
        if (waiting.isEmpty() && mayPass(command)) {
            pass(command);
            return true;
        }
        waiting.add(command);
        return false;
    }

    private boolean mayPass(PendingCommand<?> command) {
        return unanswered < limit && !(descriptorUnanswered && command.passesDescriptor());
    }

    private void pass(PendingCommand<?> command) {
        unanswered++;
        descriptorUnanswered |= command.passesDescriptor();
    }

    /** A command that had passed has been answered. */
    void answered(PendingCommand<?> command) {
        if (!command.outOfBand()) {
            unanswered--;
            descriptorUnanswered &= !command.passesDescriptor();
        }
    }

    /** The next command that may be sent now, without commands that their callers have cancelled. */
    @Nullable
    PendingCommand<?> next() {
        for (PendingCommand<?> command = waiting.peek(); command != null; command = waiting.peek()) {
            if (command.isDone()) {
                waiting.remove();
            } else if (mayPass(command)) {
                pass(command);
                return waiting.remove();
            } else {
                return null;
            }
        }
        return null;
    }

    /** The waiting commands, in their order. */
    Collection<PendingCommand<?>> waiting() {
        return waiting;
    }
}

package io.qmp.plugin.machine.job;

import java.time.Duration;

/** What a job does after a piece of work. */
public sealed interface Step {
    /** The next piece follows in the same turn. */
    Step NEXT = new Again(Duration.ZERO, false);

    /** The next piece follows in a later turn: after the command that has caused this one was answered. */
    Step LATER = new Again(Duration.ZERO, true);

    /** There is nothing to do until somebody asks for something. */
    Step WAIT = new Waiting();

    /** The work is done, except for what a client has to ask for by {@code job-complete}. */
    Step READY = new Ready();

    /** The work is done. */
    Step DONE = new Done();

    /** {@return a step after which the next piece follows when some time has passed} */
    static Step after(Duration delay) {
        return new Again(delay, true);
    }

    /**
     * More work.
     *
     * @param delay when
     * @param yields whether other tasks of the loop come first
     */
    record Again(Duration delay, boolean yields) implements Step {}

    /** See {@link #WAIT}. */
    record Waiting() implements Step {}

    /** See {@link #READY}. */
    record Ready() implements Step {}

    /** See {@link #DONE}. */
    record Done() implements Step {}
}

package io.qmp.program.probe;

import io.qmp.api.Experimental;

/**
 * One thing that was found out about a connection.
 *
 * @param kind whether it is as it should be
 * @param text what was found
 * @param advice what to do next; empty if nothing is to be done
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Finding(Kind kind, String text, String advice) {
    /** Whether something is as it should be. */
    public enum Kind {
        /** It is. */
        GOOD,
        /** It explains something, or may be a problem. */
        NOTE,
        /** It is why there is no connection. */
        PROBLEM
    }

    static Finding good(String text) {
        return new Finding(Kind.GOOD, text, "");
    }

    static Finding note(String text, String advice) {
        return new Finding(Kind.NOTE, text, advice);
    }

    static Finding problem(String text, String advice) {
        return new Finding(Kind.PROBLEM, text, advice);
    }
}

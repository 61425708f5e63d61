package io.qmp.api.bind;

import io.qmp.api.Experimental;

/**
 * How a server deals with what is deprecated or unstable; QEMU's option {@code -compat}.
 *
 * @param deprecatedInput what clients send that is deprecated
 * @param deprecatedOutput what they are sent that is deprecated
 * @param unstableInput what clients send that is unstable
 * @param unstableOutput what they are sent that is unstable
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CompatPolicy(Input deprecatedInput, Output deprecatedOutput, Input unstableInput, Output unstableOutput) {
    /** All is accepted, nothing is hidden. */
    public static final CompatPolicy ACCEPT =
            new CompatPolicy(Input.ACCEPT, Output.ACCEPT, Input.ACCEPT, Output.ACCEPT);

    /** What to do with commands, arguments and values that are sent. */
    public enum Input {
        /** Accept them. */
        ACCEPT,
        /** Refuse them with an error. */
        REJECT
    }

    /** What to do with events and members of results. */
    public enum Output {
        /** Send them. */
        ACCEPT,
        /** Leave them out. */
        HIDE
    }
}

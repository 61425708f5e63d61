package io.qmp.api.bind;

import io.qmp.api.Experimental;
import io.qmp.api.type.Feature;
import java.util.Collection;
import java.util.Optional;

/**
 * The treatment of what is deprecated or unstable: whether a server accepts it as input, and sends it as output; QEMU's
 * option {@code -compat}.
 *
 * @param deprecatedInput for deprecated commands, arguments and values
 * @param deprecatedOutput for deprecated events and members
 * @param unstableInput for unstable commands, arguments and values
 * @param unstableOutput for unstable events and members
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CompatPolicy(Input deprecatedInput, Output deprecatedOutput, Input unstableInput, Output unstableOutput) {
    /** Accepts all input and hides no output. */
    public static final CompatPolicy ACCEPT =
            new CompatPolicy(Input.ACCEPT, Output.ACCEPT, Input.ACCEPT, Output.ACCEPT);

    /**
     * {@return the feature for which input is rejected: {@link Feature#DEPRECATED} or {@link Feature#UNSTABLE}, in
     * this order; empty if it is accepted}
     *
     * @param features the features of a command, an argument or a value
     */
    public Optional<String> rejects(Collection<String> features) {
        if (deprecatedInput == Input.REJECT && features.contains(Feature.DEPRECATED)) {
            return Optional.of(Feature.DEPRECATED);
        }
        return unstableInput == Input.REJECT && features.contains(Feature.UNSTABLE)
                ? Optional.of(Feature.UNSTABLE)
                : Optional.empty();
    }

    /**
     * {@return whether an element is left out of what is sent}
     *
     * @param features the features of an event or of a member of a result or of event data
     */
    public boolean hides(Collection<String> features) {
        return deprecatedOutput == Output.HIDE && features.contains(Feature.DEPRECATED)
                || unstableOutput == Output.HIDE && features.contains(Feature.UNSTABLE);
    }

    /**
     * {@return whether an element is left out of the answer to {@code query-qmp-schema}}
     *
     * <p>As in QEMU, only deprecated elements are; unstable ones are described although {@link #hides} leaves them
     * out of results and events.
     *
     * @param features the features of a command, an event, a type or a part of one
     */
    public boolean hidesInSchema(Collection<String> features) {
        return deprecatedOutput == Output.HIDE && features.contains(Feature.DEPRECATED);
    }

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

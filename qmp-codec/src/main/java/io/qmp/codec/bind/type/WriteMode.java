package io.qmp.codec.bind.type;

import io.qmp.api.bind.CompatPolicy;

/**
 * Settings for writing values.
 *
 * @param policy hides deprecated or unstable members
 * @param isComplete whether a mandatory member that is {@code null} is an error; otherwise it is left out, so that a
 *     value that was read leniently is written as it was received
 */
public record WriteMode(CompatPolicy policy, boolean isComplete) {
    /** For arguments: hides nothing, and every mandatory member must be set. */
    public static final WriteMode ARGUMENTS = new WriteMode(CompatPolicy.ACCEPT, true);

    /** For values that were received: hides nothing. */
    public static final WriteMode AS_IT_IS = new WriteMode(CompatPolicy.ACCEPT, false);
}

package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;

/**
 * How values are written.
 *
 * @param policy what to hide
 * @param isComplete whether every mandatory member must be there; otherwise those that are {@code null} are left out, so that
 *     what was read leniently is written as it came
 */
record Writing(CompatPolicy policy, boolean isComplete) {
    /** For arguments: this program must not forget one. */
    static final Writing ARGUMENTS = new Writing(CompatPolicy.ACCEPT, true);

    /** For what was or is received: hides nothing. */
    static final Writing AS_IT_IS = new Writing(CompatPolicy.ACCEPT, false);
}

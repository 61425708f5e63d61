package io.qmp.client;

import io.qmp.api.Experimental;

/**
 * Limits of the number of commands that a client has under way.
 *
 * @param inBand how many in-band commands may be without an answer once out-of-band execution is agreed upon; the
 *     others wait in the client. With more than eight, a QEMU stops reading, and out-of-band commands would wait, too
 * @param pending how many commands may be pending, sent or not; more fail at once with
 *     {@link io.qmp.api.error.WrongStateException}
 * @since 0.1
 */
@Experimental(since = "0.1")
public record QueueLimits(int inBand, int pending) {
    /** Eight in-band commands, 65536 altogether. */
    public static final QueueLimits DEFAULT = new QueueLimits(8, 1 << 16);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public QueueLimits {
        if (inBand < 1 || pending < 1) {
            throw new IllegalArgumentException("limits are positive, not " + inBand + " and " + pending);
        }
    }
}

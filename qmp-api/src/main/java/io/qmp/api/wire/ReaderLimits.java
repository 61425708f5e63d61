package io.qmp.api.wire;

import io.qmp.api.Experimental;

/**
 * Limits of one message, beyond which a reader gives it up with an error.
 *
 * @param tokenBytes bytes of one token, the quotes of a string included
 * @param messageBytes bytes of all tokens of a message
 * @param tokens tokens of a message, punctuation included
 * @param nesting braces and brackets that may be open
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ReaderLimits(int tokenBytes, int messageBytes, int tokens, int nesting) {
    /** QEMU's limits: 64 MiB, 64 MiB, 2<sup>21</sup>, 1024. */
    public static final ReaderLimits QEMU = new ReaderLimits(64 << 20, 64 << 20, 1 << 21, 1024);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException unless all are positive
     */
    public ReaderLimits {
        if (tokenBytes < 1 || messageBytes < 1 || tokens < 1 || nesting < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}

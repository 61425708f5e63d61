package io.qmp.plugin.machine.block;

/**
 * Why the host fails an access.
 *
 * @param reason the C library's text
 * @param nospace whether it is out of space
 */
public record Failure(String reason, boolean nospace) {
    /** The medium is broken. */
    public static final Failure IO = new Failure("Input/output error", false);
    /** The host is out of space. */
    public static final Failure NOSPACE = new Failure("No space left on device", true);
    /** The node is read-only. */
    static final Failure NOT_PERMITTED = new Failure("Operation not permitted", false);
}

package io.qmp.plugin.machine.door;

/** A line's arguments are not what its command takes; the message says why. */
final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadLine(String message) {
        super(message, null, false, false);
    }
}

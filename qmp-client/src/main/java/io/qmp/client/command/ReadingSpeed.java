package io.qmp.client.command;

/** The time that a peer needs to read: a QEMU reads its monitor byte by byte. */
public final class ReadingSpeed {
    /** 100 kB/s; half of what QEMUs were seen to read. */
    private static final long NANOS_PER_BYTE = 10_000;

    private ReadingSpeed() {}

    public static long nanosFor(long bytes) {
        return bytes * NANOS_PER_BYTE;
    }
}

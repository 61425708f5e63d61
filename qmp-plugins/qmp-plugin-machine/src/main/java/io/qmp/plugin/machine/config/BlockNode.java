package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.plugin.machine.type.BlockDeviceInfo.DetectZeroes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A block node that stores nothing, QEMU's {@code null-co} and {@code null-aio}.
 *
 * @param name its name
 * @param driver the driver
 * @param size its size in bytes, if one was given; 1 GiB otherwise
 * @param readZeroes whether reads are said to give zeros, if that was said
 * @param latencyNs how long an access takes, in nanoseconds
 * @param readOnly whether it cannot be written
 * @param direct whether the host's page cache is bypassed
 * @param noFlush whether flushes are ignored
 * @param detectZeroes what to do with zeros that are written
 * @since 0.1
 */
@Experimental(since = "0.1")
public record BlockNode(
        String name,
        Driver driver,
        OptionalLong size,
        Optional<Boolean> readZeroes,
        long latencyNs,
        boolean readOnly,
        boolean direct,
        boolean noFlush,
        DetectZeroes detectZeroes) {
    private static final long DEFAULT_SIZE = 1L << 30;

    /** The drivers of nodes that store nothing. */
    public enum Driver {
        /** In a coroutine. */
        NULL_CO,
        /** With asynchronous accesses. */
        NULL_AIO
    }

    /** Checks the size. */
    public BlockNode {
        size.ifPresent(bytes -> {
            if (bytes < 0) {
                throw new IllegalArgumentException("Value '" + bytes + "' is out of range for parameter 'size'");
            }
        });
    }

    /** A node of which only name and size are of interest. */
    public BlockNode(String name, long size) {
        this(name, Driver.NULL_CO, OptionalLong.of(size), Optional.empty(), 0, false, false, false, DetectZeroes.OFF);
    }

    /** {@return its size in bytes} */
    public long length() {
        return size.orElse(DEFAULT_SIZE);
    }
}

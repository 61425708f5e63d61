package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import java.time.Duration;
import java.util.Optional;

/**
 * How one command is executed.
 *
 * @param outOfBand whether it is sent with {@code exec-oob}, to be executed beside the commands that wait
 * @param softLimit after which time it is reported as slow; empty for the limit of its class
 * @param hardLimit after which time it fails with {@link io.qmp.api.error.CommandTimeoutException}; empty for the limit
 *     of its class
 * @param descriptor is passed along, as {@code getfd} and {@code add-fd} need it; a call with it is good for one
 *     command
 * @see CommandLimits
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CallOptions(
        boolean outOfBand,
        Optional<Duration> softLimit,
        Optional<Duration> hardLimit,
        Optional<FileDescriptor> descriptor) {
    /** In its turn, with the limits of its class. */
    public static final CallOptions DEFAULT =
            new CallOptions(false, Optional.empty(), Optional.empty(), Optional.empty());

    /** Out of band, with the limits of its class. */
    public static final CallOptions OUT_OF_BAND =
            new CallOptions(true, Optional.empty(), Optional.empty(), Optional.empty());

    /** {@return these options with another soft limit} */
    public CallOptions withSoftLimit(Duration limit) {
        return new CallOptions(outOfBand, Optional.of(limit), hardLimit, descriptor);
    }

    /** {@return these options with another hard limit} */
    public CallOptions withHardLimit(Duration limit) {
        return new CallOptions(outOfBand, softLimit, Optional.of(limit), descriptor);
    }

    /**
     * {@return these options with a file descriptor that is passed along} It passes through unix sockets only, on
     * Linux, with JNA. Where it does not, the command fails with {@link io.qmp.api.error.WrongStateException}, and its
     * message says what is missing.
     *
     * @param passed the client's from when a command is executed with it: it is closed when it has been sent, or it is
     *     certain that it never will be. See {@link io.qmp.api.wire.DescriptorSource} for where to get one
     */
    public CallOptions withDescriptor(FileDescriptor passed) {
        return new CallOptions(outOfBand, softLimit, hardLimit, Optional.of(passed));
    }
}

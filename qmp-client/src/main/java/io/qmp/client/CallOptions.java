package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.host.FileDescriptor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Options of one command.
 *
 * @param outOfBand whether it is sent with {@code exec-oob}, to be executed beside the commands that wait
 * @param softLimit after which time it is reported as slow; empty for the limit of its class
 * @param hardLimit after which time it fails with {@link io.qmp.api.error.CommandTimeoutException}; empty for the
 *     limit of its class
 * @param lenience receives what the type of a typed command's result does not know, and other departures from it, on
 *     the client's loop before the future completes; what it throws is logged. Empty costs nothing
 * @param replyText receives the reply of a {@linkplain QmpClient#send raw request} as text, on the client's loop
 *     before the future completes; what it throws is logged. Empty costs nothing
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
        Optional<LenienceListener> lenience,
        Optional<Consumer<String>> replyText,
        Optional<FileDescriptor> descriptor) {
    /** In its turn, with the limits of its class. */
    public static final CallOptions DEFAULT = new CallOptions(false);

    /** Out of band, with the limits of its class. */
    public static final CallOptions OUT_OF_BAND = new CallOptions(true);

    private CallOptions(boolean outOfBand) {
        this(outOfBand, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** {@return these options with another soft limit} */
    public CallOptions withSoftLimit(Duration limit) {
        return new CallOptions(outOfBand, Optional.of(limit), hardLimit, lenience, replyText, descriptor);
    }

    /** {@return these options with another hard limit} */
    public CallOptions withHardLimit(Duration limit) {
        return new CallOptions(outOfBand, softLimit, Optional.of(limit), lenience, replyText, descriptor);
    }

    /**
     * {@return these options with a listener to lenient reading} It receives members, cases and values of the result
     * that its type drops, with their places and values:
     *
     * <pre>{@code
     * List<Lenience> unknown = new ArrayList<>();
     * client.execute(new QueryBlock(), CallOptions.DEFAULT.withLenience(unknown::add))
     *         .thenAccept(blocks -> print(blocks, unknown));
     * }</pre>
     *
     * @param listener called for each, while the result is read
     */
    public CallOptions withLenience(LenienceListener listener) {
        return new CallOptions(outOfBand, softLimit, hardLimit, Optional.of(listener), replyText, descriptor);
    }

    /**
     * {@return these options with a receiver of the text of the reply} It gets the text as the peer wrote it, with the
     * spelling of its numbers and strings, and the id that the client gave the request. Raw requests only.
     *
     * @param receiver called once if there is a reply that can be read
     */
    public CallOptions withReplyText(Consumer<String> receiver) {
        return new CallOptions(outOfBand, softLimit, hardLimit, lenience, Optional.of(receiver), descriptor);
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
        return new CallOptions(outOfBand, softLimit, hardLimit, lenience, replyText, Optional.of(passed));
    }
}

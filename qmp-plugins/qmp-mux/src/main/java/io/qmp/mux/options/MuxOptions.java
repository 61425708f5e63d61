package io.qmp.mux.options;

import io.qmp.api.Experimental;
import java.time.Duration;

/**
 * Options of a multiplexer.
 *
 * @param window how many in-band commands of all clients together QEMU may have without having answered. The others
 *     wait for their turn. At most eight: with more, QEMU stops reading, and out-of-band commands would wait, too
 * @param greetingWait how long a client that connects while QEMU is not there waits for the greeting, before it is
 *     disconnected
 * @param quit what {@code quit} of an owner does; clients that are no owners may not
 * @param onLoss what happens when the connection to QEMU ends
 * @param onAuditFailure what happens to a command that may change something, if it cannot be recorded
 * @param backend which monitors of QEMU the clients have
 * @param grace how long running commands and slow readers have at the end
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MuxOptions(
        int window,
        Duration greetingWait,
        Quit quit,
        Loss onLoss,
        AuditFailure onAuditFailure,
        Backend backend,
        Duration grace) {
    /**
     * Eight commands, ten seconds; {@code quit} is passed on, clients lose their connection with QEMU's, and have
     * monitors of their own if QEMU can make them.
     */
    public static final MuxOptions DEFAULT = new MuxOptions(
            8,
            Duration.ofSeconds(10),
            Quit.FORWARD,
            Loss.DISCONNECT,
            AuditFailure.REFUSE,
            Backend.AUTO,
            Duration.ofSeconds(5));

    private static final int LARGEST_WINDOW = 8;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the window is not between 1 and 8, or a time is negative
     */
    public MuxOptions {
        if (window < 1 || window > LARGEST_WINDOW) {
            throw new IllegalArgumentException("window: must be from 1 to " + LARGEST_WINDOW + ", not " + window);
        }
        if (greetingWait.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("times must not be negative: " + greetingWait + ", " + grace);
        }
    }

    /** {@return these options with another window} */
    public MuxOptions withWindow(int commands) {
        return new MuxOptions(commands, greetingWait, quit, onLoss, onAuditFailure, backend, grace);
    }

    /** {@return these options with another time to wait for the greeting} */
    public MuxOptions withGreetingWait(Duration limit) {
        return new MuxOptions(window, limit, quit, onLoss, onAuditFailure, backend, grace);
    }

    /** {@return these options with another effect of {@code quit}} */
    public MuxOptions withQuit(Quit effect) {
        return new MuxOptions(window, greetingWait, effect, onLoss, onAuditFailure, backend, grace);
    }

    /** {@return these options with another effect of a loss} */
    public MuxOptions withOnLoss(Loss effect) {
        return new MuxOptions(window, greetingWait, quit, effect, onAuditFailure, backend, grace);
    }

    /** {@return these options with another effect of an audit that fails} */
    public MuxOptions withOnAuditFailure(AuditFailure effect) {
        return new MuxOptions(window, greetingWait, quit, onLoss, effect, backend, grace);
    }

    /** {@return these options with another choice of monitors} */
    public MuxOptions withBackend(Backend choice) {
        return new MuxOptions(window, greetingWait, quit, onLoss, onAuditFailure, choice, grace);
    }

    /** {@return these options with another time at the end} */
    public MuxOptions withGrace(Duration limit) {
        return new MuxOptions(window, greetingWait, quit, onLoss, onAuditFailure, backend, limit);
    }
}

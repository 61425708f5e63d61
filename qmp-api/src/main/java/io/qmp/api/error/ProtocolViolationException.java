package io.qmp.api.error;

import io.qmp.api.Stable;
import org.jspecify.annotations.Nullable;

/**
 * The peer sent what QMP does not allow, or what does not fit the limits set for it.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class ProtocolViolationException extends QmpException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     */
    public ProtocolViolationException(String message) {
        super(message, null);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     * @param cause why
     */
    public ProtocolViolationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private ProtocolViolationException(String message, @Nullable Throwable cause, boolean notSent) {
        super(message, cause, notSent);
    }

    /**
     * {@return the failure of a command that {@linkplain #notSent() was not sent} before the peer was given up}
     *
     * @param command the name of the command
     * @param cause what the peer sent
     */
    public static ProtocolViolationException notSent(String command, Throwable cause) {
        return new ProtocolViolationException(command + " was not sent: " + cause.getMessage(), cause, true);
    }
}

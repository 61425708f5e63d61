package io.qmp.api.error;

import io.qmp.api.Stable;
import org.jspecify.annotations.Nullable;

/**
 * Asked of an object that is closed, not yet ready, or used up.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class WrongStateException extends QmpException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     */
    public WrongStateException(String message) {
        super(message, null);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     * @param cause why
     */
    public WrongStateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private WrongStateException(String message, @Nullable Throwable cause, boolean notSent) {
        super(message, cause, notSent);
    }

    /**
     * {@return the failure of a command that {@linkplain #notSent() was not sent}}
     *
     * @param command the name of the command
     * @param reason why it was not sent
     * @param cause what led to it
     */
    public static WrongStateException notSent(String command, String reason, @Nullable Throwable cause) {
        return new WrongStateException(command + " was not sent: " + reason, cause, true);
    }
}

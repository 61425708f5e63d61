package io.qmp.api.error;

import io.qmp.api.Stable;
import org.jspecify.annotations.Nullable;

/**
 * The connection ended, by either side, with work outstanding. A command that was sent may have been carried out;
 * {@link #notSent()} makes one for a command that was not.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class ConnectionLostException extends QmpException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     */
    public ConnectionLostException(String message) {
        super(message, null);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     * @param cause why
     */
    public ConnectionLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private ConnectionLostException(String message, @Nullable Throwable cause, boolean notSent) {
        super(message, cause, notSent);
    }

    /**
     * {@return the failure of a command that {@linkplain #notSent() was not sent} before the connection ended}
     *
     * @param command the name of the command
     * @param cause how the connection ended
     */
    public static ConnectionLostException notSent(String command, Throwable cause) {
        return new ConnectionLostException(command + " was not sent: " + cause.getMessage(), cause, true);
    }
}

package io.qmp.api.error;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * The connection ended, by either side, with work outstanding.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
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
}

package io.qmp.api.error;

import io.qmp.api.Stable;
import org.jspecify.annotations.Nullable;

/**
 * Connected, but the peer did not greet, or refused the negotiation of capabilities.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class NegotiationException extends QmpException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     */
    public NegotiationException(String message) {
        super(message, null);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     * @param cause why
     */
    public NegotiationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.qmp.api.error;

import io.qmp.api.Stable;

/**
 * A decision needs to know who the peer is, and the operating system or the transport does not say.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class CredentialsUnknownException extends QmpException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is not known, and what is known instead
     */
    public CredentialsUnknownException(String message) {
        super(message, null);
    }

    /** Not filled in: a peer can cause these without end. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

package io.qmp.api.error;

import io.qmp.api.Stable;
import org.jspecify.annotations.Nullable;

/**
 * No connection could be made.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class ConnectFailedException extends QmpException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The reason. */
    public enum Reason {
        /** There is no such socket or host: the server has not started yet, or the address is wrong. */
        NOT_FOUND,
        /** Nobody listens there: the server has not started yet, or has ended and left its socket behind. */
        NOBODY_LISTENS,
        /** This user may not connect. */
        DENIED,
        /** No answer in time. */
        TIMED_OUT,
        /** The server has ended, as its watcher reported; there will be no connection. */
        SERVER_ENDED,
        /** TLS could not be agreed upon: a certificate is missing or not trusted, or the server does not speak TLS. */
        INSECURE,
        /** No transport that is there serves the scheme of the address. */
        UNKNOWN_SCHEME,
        /** Something else; the message tells. */
        OTHER
    }

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     */
    public ConnectFailedException(String message) {
        this(Reason.OTHER, message, null);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened, to which peer, and what to do next
     * @param cause why
     */
    public ConnectFailedException(String message, @Nullable Throwable cause) {
        this(Reason.OTHER, message, cause);
    }

    /**
     * Makes the exception.
     *
     * @param reason what was in the way
     * @param message what happened, to which peer, and what to do next
     * @param cause why
     */
    public ConnectFailedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** {@return what was in the way} */
    public Reason reason() {
        return reason;
    }
}

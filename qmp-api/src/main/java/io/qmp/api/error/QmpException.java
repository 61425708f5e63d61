package io.qmp.api.error;

import io.qmp.api.Stable;
import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws and completes futures with; the package shows the tree.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public abstract sealed class QmpException extends RuntimeException
        permits BindingException,
                CommandFailedException,
                CommandTimeoutException,
                ConnectFailedException,
                ConnectionLostException,
                CredentialsUnknownException,
                NegotiationException,
                PeerLacksException,
                ProtocolViolationException,
                WrongStateException {
    private static final long serialVersionUID = 1L;

    private final boolean notSent;

    QmpException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    QmpException(String message, @Nullable Throwable cause, boolean notSent) {
        super(message, cause);
        this.notSent = notSent;
    }

    /**
     * {@return whether this is the failure of a command that never left the client} Such a command is not executed,
     * and may be sent again. {@code false} if any part of it may have reached the peer, and for what is not the
     * failure of a command
     */
    public final boolean notSent() {
        return notSent;
    }
}

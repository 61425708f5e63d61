package io.qmp.api.error;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws and completes futures with; the package shows the tree.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract sealed class QmpException extends RuntimeException
        permits BindingException,
                CommandFailedException,
                CommandTimeoutException,
                ConnectFailedException,
                ConnectionLostException,
                NegotiationException,
                PeerLacksException,
                ProtocolViolationException,
                WrongStateException {
    private static final long serialVersionUID = 1L;

    QmpException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

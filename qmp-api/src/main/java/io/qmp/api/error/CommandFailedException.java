package io.qmp.api.error;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command was refused or failed. A handler throws it, or fails its future with it, and the client's future fails
 * with it: the error travels, the cause and the trace stay here.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class CommandFailedException extends QmpException {
    private static final long serialVersionUID = 1L;

    private final transient QmpError error;

    private final @Nullable String command;

    private final transient QmpObject arguments;

    /**
     * For handlers: the peer is told {@code error}.
     *
     * @param error what the peer sees
     */
    public CommandFailedException(QmpError error) {
        super(error.toString(), null);
        this.error = error;
        this.command = null;
        this.arguments = QmpObject.EMPTY;
    }

    /**
     * For handlers: the peer is told {@code error}, the log {@code cause}.
     *
     * @param error what the peer sees
     * @param cause why; stays here
     */
    public CommandFailedException(QmpError error, Throwable cause) {
        super(error.toString(), cause);
        this.error = error;
        this.command = null;
        this.arguments = QmpObject.EMPTY;
    }

    /**
     * For clients: the peer has answered {@code command} with {@code error}.
     *
     * @param error what the peer answered
     * @param command the name of the command that failed
     */
    public CommandFailedException(QmpError error, String command) {
        this(error, command, QmpObject.EMPTY);
    }

    /**
     * For clients: the peer has answered {@code command} with {@code error}.
     *
     * @param error what the peer answered
     * @param command the name of the command that failed
     * @param arguments its arguments; not part of the message, as they may be secret
     */
    public CommandFailedException(QmpError error, String command, QmpObject arguments) {
        super(command + ": " + error, null);
        this.error = error;
        this.command = command;
        this.arguments = arguments;
    }

    /** {@return what the peer saw or said} */
    public QmpError error() {
        return error;
    }

    /** {@return the command that was sent; empty on the server side} */
    public Optional<String> command() {
        return Optional.ofNullable(command);
    }

    /** {@return the arguments that were sent; empty on the server side} */
    public QmpObject arguments() {
        return arguments;
    }
}

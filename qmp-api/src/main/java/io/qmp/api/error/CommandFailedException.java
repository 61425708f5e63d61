package io.qmp.api.error;

import io.qmp.api.Stable;
import io.qmp.api.value.QmpObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command was refused or failed. A handler throws it or fails its future with it; the client's future fails with it.
 * Only the {@link #error} is sent: cause and stack trace are logged by the server.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class CommandFailedException extends QmpException {
    private static final long serialVersionUID = 1L;

    private final transient QmpError error;

    private final @Nullable String command;

    private final transient QmpObject arguments;

    /**
     * A failure with an error of any class, for handlers.
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
     * A failure with its cause, for handlers.
     *
     * @param error what the peer sees
     * @param cause the reason; logged by the server, not sent
     */
    public CommandFailedException(QmpError error, Throwable cause) {
        super(error.toString(), cause);
        this.error = error;
        this.command = null;
        this.arguments = QmpObject.EMPTY;
    }

    /**
     * The peer's answer to a command, for clients.
     *
     * @param error what the peer answered
     * @param command the name of the command that failed
     */
    public CommandFailedException(QmpError error, String command) {
        this(error, command, QmpObject.EMPTY);
    }

    /**
     * The peer's answer to a command, for clients.
     *
     * @param error what the peer answered
     * @param command the name of the command that failed
     * @param arguments its arguments; not part of the message, as they may be secret
     */
    public CommandFailedException(QmpError error, String command, QmpObject arguments) {
        this(error, command, arguments, error);
    }

    /**
     * For clients: the peer has answered {@code command} with {@code error}, which may repeat a secret of the
     * arguments.
     *
     * @param error what the peer answered
     * @param command the name of the command that failed
     * @param arguments its arguments; not part of the message, as they may be secret
     * @param shown the error without secrets, for the message
     */
    public CommandFailedException(QmpError error, String command, QmpObject arguments, QmpError shown) {
        super(command + ": " + shown, null);
        this.error = error;
        this.command = command;
        this.arguments = arguments;
    }

    /**
     * {@return a failure of class {@code GenericError}, for handlers}
     *
     * @param desc the text that the peer sees
     */
    public static CommandFailedException generic(String desc) {
        return new CommandFailedException(QmpError.generic(desc));
    }

    /**
     * {@return a failure of class {@code GenericError} with its cause, for handlers}
     *
     * @param desc the text that the peer sees
     * @param cause the reason; logged by the server, not sent
     */
    public static CommandFailedException generic(String desc, Throwable cause) {
        return new CommandFailedException(QmpError.generic(desc), cause);
    }

    /** {@return the error that was sent to the peer, or received from it} */
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

package io.qmp.api.error;

import io.qmp.api.Stable;
import java.time.Duration;

/**
 * A command was not answered within its limit. It may still be executed, and a late reply is dropped, unless it was
 * {@linkplain #notSent() not sent}.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class CommandTimeoutException extends QmpException {
    private static final long serialVersionUID = 1L;

    private final String command;
    private final Duration limit;

    /**
     * Makes the exception.
     *
     * @param command the name of the command
     * @param limit how long was waited
     */
    public CommandTimeoutException(String command, Duration limit) {
        super(command + " was not answered within " + limit.toMillis() + " ms; it may still be carried out", null);
        this.command = command;
        this.limit = limit;
    }

    /**
     * Makes the exception for an effect of a command that did not happen in time.
     *
     * @param command the name of the command
     * @param limit how long was waited
     * @param expected what did not happen
     */
    public CommandTimeoutException(String command, Duration limit, String expected) {
        super(command + ": " + expected + " within " + limit.toMillis() + " ms; it may still come", null);
        this.command = command;
        this.limit = limit;
    }

    private CommandTimeoutException(String message, String command, Duration limit, boolean notSent) {
        super(message, null, notSent);
        this.command = command;
        this.limit = limit;
    }

    /**
     * {@return the failure of a command that {@linkplain #notSent() was not sent} within its limit}
     *
     * @param command the name of the command
     * @param limit how long was waited
     */
    public static CommandTimeoutException notSent(String command, Duration limit) {
        String message = command + " was not sent within " + limit.toMillis()
                + " ms, since commands before it were not answered; it will not be carried out";
        return new CommandTimeoutException(message, command, limit, true);
    }

    /** {@return the name of the command} */
    public String command() {
        return command;
    }

    /** {@return how long was waited} */
    public Duration limit() {
        return limit;
    }
}

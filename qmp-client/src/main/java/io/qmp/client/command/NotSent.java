package io.qmp.client.command;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;

/** Failures of commands that were not sent. */
final class NotSent {
    private NotSent() {}

    /**
     * {@return the failure of a command that was not sent because something before it failed}
     *
     * @param cause the failure of what came before; the returned failure is of the same kind where there is one
     */
    static QmpException because(String command, Throwable cause) {
        if (cause instanceof ConnectionLostException) {
            return ConnectionLostException.notSent(command, cause);
        } else if (cause instanceof ProtocolViolationException) {
            return ProtocolViolationException.notSent(command, cause);
        } else if (cause instanceof CommandTimeoutException timeout) {
            return CommandTimeoutException.notSent(command, timeout.limit());
        }
        return WrongStateException.notSent(command, String.valueOf(cause.getMessage()), cause);
    }
}

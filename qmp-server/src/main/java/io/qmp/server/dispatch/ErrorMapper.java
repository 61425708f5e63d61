package io.qmp.server.dispatch;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Request;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;

/** Decides what a client may see of a failure. What it may not see goes to the log. */
public final class ErrorMapper {
    private static final System.Logger LOG = System.getLogger("io.qmp.server.command");

    QmpError map(Throwable failure, Request request, CommandContext context) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof BindingException binding) {
            return binding.error();
        }
        if (cause instanceof CommandFailedException failed) {
            LOG.log(Level.DEBUG, () -> context.session() + ": " + request.command() + ": " + failed.error(), failed);
            return failed.error();
        }
        Throwable unexpected = cause;
        LOG.log(
                Level.ERROR,
                () -> context.session() + ": " + request.command() + " failed, id " + request.id(),
                unexpected);
        return QmpError.generic("The command " + request.command() + " failed; the server's log tells why");
    }
}

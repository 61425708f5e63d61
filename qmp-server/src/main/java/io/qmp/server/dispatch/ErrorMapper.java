package io.qmp.server.dispatch;

import io.qmp.api.Loggers;
import io.qmp.api.command.CommandContext;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Request;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Maps a failure to the error that the client sees. Any other detail goes to the log, limited in rate for each
 * command.
 */
public final class ErrorMapper {
    private static final System.Logger LOG = Loggers.named("io.qmp.server.command");

    /** The number of wrappers that are unwrapped: causes are foreign objects and may form a circle. */
    private static final int WRAPPERS = 16;

    /** The length to which ids are cut in the log: a client may send ids as long as a message may be. */
    private static final int LONGEST_ID = 100;

    private final RateLimitedLog log;

    /**
     * Makes a mapper.
     *
     * @param log takes what clients may not see
     */
    public ErrorMapper(RateLimitedLog log) {
        this.log = log;
    }

    /**
     * {@return what a client may see of a failure}
     *
     * @param what what has failed, for messages
     */
    QmpError map(Throwable failure, Supplier<String> what, Request request, CommandContext context) {
        Throwable cause = unwrapped(failure);
        QmpError error = known(cause, request, context);
        if (error != null) {
            return error;
        }
        log.log(
                "failed " + request.command(),
                Level.ERROR,
                () -> context.session() + ": " + what.get() + " failed, id " + shortened(String.valueOf(request.id())),
                cause);
        return QmpError.generic("The command " + request.command() + " failed; the server's log tells why");
    }

    /** Logs that a stage has completed once more, or has called back twice. */
    void answeredTwice(Responder<?> responder, Request request, CommandContext context) {
        log.log(
                "twice",
                Level.WARNING,
                () -> context.session() + ": " + responder.text(request)
                        + " was answered twice; the first answer counts");
    }

    private static Throwable unwrapped(Throwable failure) {
        try {
            Throwable cause = failure;
            for (int i = 0; i < WRAPPERS && cause instanceof CompletionException && cause.getCause() != null; i++) {
                cause = cause.getCause();
            }
            return cause;
        } catch (Throwable hostile) { // the failure is a foreign object, too
            return failure;
        }
    }

    private static @Nullable QmpError known(Throwable cause, Request request, CommandContext context) {
        if (cause instanceof BindingException binding) {
            return binding.error();
        }
        if (cause instanceof CommandFailedException failed) {
            LOG.log(Level.DEBUG, () -> context.session() + ": " + request.command() + ": " + failed.error(), failed);
            return failed.error();
        }
        return null;
    }

    private static String shortened(String id) {
        return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID) + "…";
    }
}

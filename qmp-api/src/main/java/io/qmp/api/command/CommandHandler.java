package io.qmp.api.command;

import io.qmp.api.Stable;
import java.util.concurrent.CompletionStage;

/**
 * Executes a command on a server.
 *
 * <p>Called on the server's event loop, for one in-band command at a time; out-of-band commands may be called while
 * the future of an in-band one is incomplete. It must not block; see {@link BlockingCommandHandler}. The thread's
 * context class loader is that of the plugin.
 *
 * <p>Each command has one reply, and the server goes on whatever a handler does. What it throws, an {@link Error}
 * too, is a failure like that of its future, as are no future, a future that completes with {@code null}, and a
 * result that cannot be written: one with {@code null} where a value is mandatory, with an accessor that throws,
 * nested too deep, or containing itself. The first outcome of the future counts. A command whose future does not
 * complete is named in the log after a time; in-band commands of all sessions wait until it has.
 *
 * @param <C> the command
 * @param <R> what it returns
 * @since 0.1
 */
@Stable(since = "0.1")
@FunctionalInterface
public interface CommandHandler<C extends Command<R>, R> {
    /**
     * Executes a command.
     *
     * @param command the command with its arguments, which have been validated
     * @param context the session that sent the command, and its descriptors
     * @return completes, on any thread, with the result, or with a {@link io.qmp.api.error.CommandFailedException}
     *     whose error the client sees; any other failure, thrown or in the future, reaches the log and is a plain
     *     GenericError for the client. The next in-band command begins when it has completed. A result is a value:
     *     it must not change afterwards
     */
    CompletionStage<R> handle(C command, CommandContext context);
}

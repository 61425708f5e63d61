package io.qmp.api.command;

import io.qmp.api.Stable;

/**
 * Executes a command on a thread of the server's worker pool, where it may block.
 *
 * @param <C> the command
 * @param <R> what it returns
 * @since 0.1
 */
@Stable(since = "0.1")
@FunctionalInterface
public interface BlockingCommandHandler<C extends Command<R>, R> {
    /**
     * Executes a command. Other in-band commands wait until it ends. The thread's context class loader is that of the
     * plugin.
     *
     * @param command the command with its arguments, which have been validated
     * @param context the session that sent the command, and its descriptors
     * @return the result
     * @throws Exception as {@link CommandHandler} completes its future; errors and a result of {@code null} are
     *     failures, too
     */
    R handle(C command, CommandContext context) throws Exception;
}

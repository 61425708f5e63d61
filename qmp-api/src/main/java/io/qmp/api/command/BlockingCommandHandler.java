package io.qmp.api.command;

import io.qmp.api.Experimental;

/**
 * Carries out a command on a thread of the server's worker pool, where it may block.
 *
 * @param <C> the command
 * @param <R> what it returns
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface BlockingCommandHandler<C extends Command<R>, R> {
    /**
     * Carries out a command. Other in-band commands wait until it ends. The thread's context class loader is that of the
     * plugin.
     *
     * @param command the command with its arguments, which have been validated
     * @param context who asks, and what a handler may use
     * @return the result
     * @throws Exception as {@link CommandHandler} completes its future; errors and a result of {@code null} are failures,
     *     too
     */
    R handle(C command, CommandContext context) throws Exception;
}

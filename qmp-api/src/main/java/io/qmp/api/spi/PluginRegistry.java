package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.command.BlockingCommandHandler;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandHandler;
import io.qmp.api.event.EventData;

/**
 * Takes what a plugin brings.
 *
 * <p>A type that is not described as {@link io.qmp.api.type} says fails with {@link IllegalArgumentException}, and so does a
 * name that is none: letters, digits, {@code -} and {@code _}, beginning with a letter. Names that QEMU does not have should be of
 * the form {@code __RFQDN_name}, so that QEMU never comes to have them. Two plugins that claim one name stop the start of the
 * server with the names of both.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface PluginRegistry {
    /**
     * Adds a command.
     *
     * @param type the record that describes it
     * @param handler carries it out
     * @param <C> the command
     * @param <R> what it returns
     */
    <C extends Command<R>, R> void command(Class<C> type, CommandHandler<C, R> handler);

    /**
     * Adds a command whose handler may block.
     *
     * @param type the record that describes it
     * @param handler carries it out, on a worker thread
     * @param <C> the command
     * @param <R> what it returns
     */
    <C extends Command<R>, R> void blockingCommand(Class<C> type, BlockingCommandHandler<C, R> handler);

    /**
     * Adds an event. Only events that were added can be emitted.
     *
     * @param type the record that describes it
     */
    void event(Class<? extends EventData> type);

    /** {@return the server that is being built} */
    ServerContext server();
}

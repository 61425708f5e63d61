package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.command.BlockingCommandHandler;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandHandler;
import io.qmp.api.event.EventData;
import io.qmp.api.schema.Schema;
import java.util.function.Supplier;

/**
 * Takes what a plugin brings.
 *
 * <p>A type that is not described as {@link io.qmp.api.type} says fails with {@link IllegalArgumentException}; of a union or alternate, and of a
 * command or event that is only declared, this comes out when it is first used or introspected, as {@code PluginContract} in the testkit does. A
 * name that is none fails at once, with the same: letters, digits, {@code -} and {@code _}, beginning with a letter. Names that QEMU does not have should be of
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

    /**
     * Says that the server has a command, whoever carries it out. If no plugin does, clients are told so, with a plain GenericError, when they
     * have sent arguments that fit.
     *
     * @param type the record that describes it; if a plugin carries the command out, its own type of that name counts
     */
    void declareCommand(Class<? extends Command<?>> type);

    /**
     * Says that the server has an event, whoever emits it. It can be emitted, like one that was added.
     *
     * @param type the record that describes it; if a plugin adds an event of that name, its own type counts for introspection
     */
    void declareEvent(Class<? extends EventData> type);

    /**
     * Sets how commands and events are introspected: in the words of an introspection that was recorded, order and names of types included, of
     * which commands and events that the server does not have are left out. Commands and events that it does not tell of follow, as their types describe
     * them. Only one plugin can do so.
     *
     * @param recorded what the program answers that the server is to pass for; asked for when somebody first asks the server, on any thread
     */
    void describe(Supplier<Schema> recorded);

    /**
     * Adds a gate that commands have to pass, those of other plugins, too. Of several, all have to let a command pass; they are asked in the order in which they were
     * added, and the first that refuses says with which error.
     *
     * @param gate decides about commands
     */
    void gate(CommandGate gate);

    /** {@return the server that is being built} */
    ServerContext server();
}

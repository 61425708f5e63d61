package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.command.BlockingCommandHandler;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandHandler;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.event.EventData;
import io.qmp.api.schema.Schema;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Receives what a plugin adds to a server: at the start, or commands and events {@linkplain ServerContext#register
 * while it runs}.
 *
 * <p>Methods throw {@link IllegalArgumentException} for a type that is not described as {@link io.qmp.api.type} says.
 * Unions, alternates, commands and events that are only declared or {@linkplain #commands added when they are needed}
 * are checked when they are first used or introspected, as the tests of {@code PluginContract} do. Methods also throw
 * it for an invalid name: names are letters, digits, {@code -} and {@code _}, beginning with a letter. Names of
 * commands and events that QEMU does not have should have the form {@code __RFQDN_name}, which QEMU will never use.
 * Two plugins that claim one name stop the start of the server, or fail what is added later, with the names of both.
 *
 * <p>Commands and events that the version of the server does not have ({@link io.qmp.api.type.Versions}) are left out;
 * events among them can be emitted, and go nowhere.
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
     * @param handler executes it
     * @param <C> the command
     * @param <R> what it returns
     */
    <C extends Command<R>, R> void command(Class<C> type, CommandHandler<C, R> handler);

    /**
     * Adds a command without a type: its arguments are not checked, and its result may be any value. It is executed in
     * band only. The introspection says {@code any} for arguments and result, unless it is {@linkplain #describe
     * described}.
     *
     * @param name its name
     * @param handler executes it
     */
    void command(String name, RequestHandler handler);

    /**
     * Adds a command without a type, as an introspection describes it: with its features, and out of band if that says
     * so. The arguments are not checked against it.
     *
     * @param name its name
     * @param description has the command of that name, and the types that it refers to; {@code any} may be missing
     * @param handler executes it
     * @throws IllegalArgumentException if {@code description} has no such command
     */
    void command(String name, Schema description, RequestHandler handler);

    /**
     * Adds commands that are registered when one of them is first needed: when a client sends its name, or when all
     * commands are listed or introspected. A server with hundreds of commands starts sooner, since few of them are
     * used soon. The names are claimed now.
     *
     * <p>If {@code registers} throws, or adds a command of another name or something else than commands, requests for
     * these commands and the introspection fail with a GenericError, and the log says why; the next one calls it again.
     *
     * @param names the names, in the order in which they are listed; the version of the server need not have them all.
     *     If a {@linkplain #describe recorded schema} has a name, the version has it: nothing is registered to
     *     introspect that command
     * @param registers adds the commands to a registry that is valid until it returns; called once unless it fails, by
     *     the thread that needs a command, mostly the server's loop
     */
    void commands(Collection<String> names, Consumer<PluginRegistry> registers);

    /**
     * Sets what executes the requests for commands that no plugin executes: unknown commands, and commands that are
     * only declared. It receives each of them as it came, in band and out of band, and refuses itself what it does
     * not have ({@link io.qmp.api.error.QmpError#noSuchCommand}).
     *
     * <p>{@code query-commands} and the introspection then also list all commands of the introspection that a plugin
     * {@linkplain #describe describes}. Without a plugin that has the commands {@code query-commands} and {@code
     * query-qmp-schema}, these go to the fallback, too.
     *
     * <p>Only one plugin can do so: a second one stops the start with the names of both.
     *
     * @param handler executes them
     */
    void fallback(RequestHandler handler);

    /**
     * Adds a command whose handler may block.
     *
     * @param type the record that describes it
     * @param handler executes it, on a worker thread
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
     * Adds events that are bound when they are first needed: an event when it is emitted, all when events are listed or
     * introspected. A server with many events starts sooner, since few of them are emitted soon. The names are claimed
     * now.
     *
     * <p>If {@code types} throws, or has the type of an event of another name, {@link ServerContext#emit} of such an
     * event and the introspection fail; the next one calls it again.
     *
     * @param names the names of the events, in the order in which they are listed; the version of the server need not
     *     have them all. Nothing is bound to introspect one that a {@linkplain #describe recorded schema} has
     * @param types supplies the records that describe them, the same ones in each call; called by any thread
     */
    void events(Collection<String> names, Supplier<? extends Collection<Class<? extends EventData>>> types);

    /**
     * Declares that the server has a command, which another plugin may execute. If no plugin does, a request with
     * valid arguments fails with a GenericError that says so.
     *
     * @param type the record that describes it; replaced by the type of the plugin that executes the command, if
     *     there is one
     */
    void declareCommand(Class<? extends Command<?>> type);

    /**
     * Declares that the server has an event. It can be emitted, like one that was added.
     *
     * @param type the record that describes it; if a plugin adds an event of that name, that plugin's type is
     *     introspected
     */
    void declareEvent(Class<? extends EventData> type);

    /**
     * Declares events as {@link #declareEvent} does, when they are first needed, as with {@link #events}. If there is
     * a {@linkplain #describe recorded schema}, that alone says which of them are introspected.
     *
     * @param types supplies the records that describe them, the same ones in each call; called by any thread
     */
    void declareEvents(Supplier<? extends Collection<Class<? extends EventData>>> types);

    /**
     * Sets the recorded schema of the program that this server imitates. The introspection has its entities, in its
     * order and with its names of types: all of its events, and the commands that the server has, or all commands if
     * there is a {@linkplain #fallback fallback}. Commands and events that the recorded schema does not have follow,
     * derived from their Java types. Only one plugin may call this, or several whose suppliers are
     * {@linkplain Object#equals equal}, of which one is called.
     *
     * @param recorded supplies the recorded schema; called when the introspection is first needed, on any thread
     */
    void describe(Supplier<Schema> recorded);

    /**
     * Adds an interceptor around the commands of the server, those of other plugins included. The first that is
     * added is the outermost.
     *
     * @param interceptor sees requests and replies
     */
    void interceptor(CommandInterceptor interceptor);

    /**
     * Adds a rule about the events that sessions receive. Of several rules, those of other plugins included, all
     * must let an event pass; they are asked in the order of registration.
     *
     * @param filter the rule
     */
    void eventFilter(EventFilter filter);

    /**
     * Sets what greets the clients. Only one plugin can do so: a second one stops the start of the server.
     *
     * @param source supplies the greeting of each session
     */
    void greeting(GreetingSource source);

    /**
     * Adds a receiver of what the server does. Without one, nothing is measured.
     *
     * @param metrics receives it
     */
    void metrics(ServerMetrics metrics);

    /**
     * Adds an observer of all messages of the server, with secrets hidden.
     *
     * @param tap observes them
     */
    void tap(SessionTap tap);

    /** {@return the server that is being built} */
    ServerContext server();
}

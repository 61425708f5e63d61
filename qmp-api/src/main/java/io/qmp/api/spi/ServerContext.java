package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Event;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A server, as its plugins see it. Methods may be called on any thread unless they say otherwise.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface ServerContext {
    /** {@return which QEMU the server behaves as} */
    VersionInfo version();

    /**
     * {@return the loop on which commands are executed; timers of plugins belong there, too} Its tasks and timers
     * run with the plugin's context class loader; what they throw is logged with the plugin's name.
     */
    EventLoop loop();

    /** {@return the wall clock} */
    InstantSource clock();

    /** {@return the names of all commands at the moment; not before all plugins have registered} */
    List<String> commandNames();

    /** {@return the introspection of all commands and events at the moment; not before all plugins have registered} */
    Schema schema();

    /**
     * Adds commands and events while the server runs. All of them are there when this returns, for the next request
     * that is executed, in {@code query-commands} and in the introspection; if this throws, none is. Clients are not
     * told. Not before all plugins have registered.
     *
     * <p>Handlers are called as those of {@link QmpPlugin#register} are, in the name of this plugin. A command that
     * another plugin has only declared is executed until it is removed.
     *
     * @param additions is called once, within this call and on its thread. Its registry takes commands and events,
     *     also declared ones; other methods throw {@link IllegalStateException}
     * @return removes what was added; need not be called
     * @throws IllegalStateException if a name is registered already; the message names both plugins
     * @throws io.qmp.api.error.WrongStateException if the server has ended
     * @throws RuntimeException what {@code additions} throws, an {@link Error} too
     */
    Registration register(Consumer<PluginRegistry> additions);

    /** {@return the monitors of the server, in the order in which they were opened} */
    List<MonitorInfo> monitors();

    /** {@return the character devices of the server, by which monitors come and go while it runs} */
    CharacterDevices devices();

    /**
     * Sends an event to all sessions that have finished negotiation. It has the time of this call. Called on the
     * loop, it is sent before the call returns, so that an event a handler emits comes before that command's reply;
     * called on another thread, it is sent soon, in the order of the calls.
     *
     * <p>Exceptions of the event's accessors reach the caller. An event that cannot be written for another reason,
     * such as nesting that is too deep, is logged and not sent. After the end of the server nothing happens.
     *
     * @param event what happened
     * @throws IllegalArgumentException if no plugin registered the event
     */
    void emit(EventData event);

    /**
     * Sends an event that is not described by a type, such as one that another server has sent: name, data (in the
     * order of its members) and timestamp reach the clients unchanged. In order and thread it is like {@link
     * #emit(EventData)}.
     *
     * <p>The name need not be registered; the introspection has registered events only. Rate limits do not apply.
     * If an event of that name is registered and hidden by the {@linkplain io.qmp.api.bind.CompatPolicy policy}, it
     * is not sent.
     *
     * @param event the event
     */
    void emit(Event event);

    /**
     * Sends an event to one session, as {@link #emit(Event)} sends it to all: after negotiation only, and if the
     * filters let it pass.
     *
     * @param session a session of this server; nothing happens if it has ended
     * @param event the event
     */
    void emit(SessionInfo session, Event event);

    /**
     * Sets which events one session receives, in place of a filter that was set before for this session. The filter is
     * dropped when the session ends. It has effect when this method returns if that is called on the loop, else soon.
     *
     * @param session a session of this server; nothing happens if it has ended
     * @param filter decides about each event. {@link PluginRegistry#eventFilter Filters for all sessions} are asked
     *     before
     */
    void filterEvents(SessionInfo session, EventFilter filter);

    /**
     * Connects to an address by the server's transport.
     *
     * <p>The connection belongs to the caller, which sets its handler within the completion and closes it. Its
     * handler is called on the server's loop with the plugin's context class loader; if it throws, this is logged
     * and the connection is aborted. What is open when the server ends is aborted after {@link QmpPlugin#close}.
     *
     * @param address where
     * @param options how
     * @return completes on the server's loop, after this call. Fails with
     *     {@link io.qmp.api.error.ConnectFailedException} if it cannot connect, with
     *     {@link io.qmp.api.error.WrongStateException} if the server has no transport or has ended. If the stage is
     *     complete already, as a future that the plugin has cancelled, the connection is aborted
     */
    CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options);

    /**
     * Accepts connections at an address by the server's transport. They are no sessions of the server.
     *
     * <p>Listener and connections belong to the caller, as {@link #connect} says. What is open when the server ends is
     * closed after {@link QmpPlugin#close}.
     *
     * @param address where
     * @param options how
     * @param acceptor receives each connection, on the server's loop, and sets its handler. If it throws, this is
     *     logged and the connection is aborted
     * @return completes on the server's loop when it listens; fails as {@link #connect} does
     */
    CompletionStage<Listener> listen(QmpAddress address, ListenOptions options, Consumer<Connection> acceptor);

    /** {@return the file descriptors that clients have left with the server} */
    DescriptorStore descriptors();

    /**
     * Cuts the connections of a monitor's clients, as {@code yank} does: what they have not taken yet is lost. The
     * monitor goes on and serves the next client.
     *
     * @param monitor the label of a monitor; nothing happens if no monitor has it
     */
    void disconnect(String monitor);

    /**
     * Disconnects one client, which can read what was sent to it before. What it has sent and is not answered is
     * dropped. Called on the loop, this has effect when it returns, else soon; {@link Replies#followedBy} does it
     * behind a reply.
     *
     * @param session a session of this server; nothing happens if it has ended
     */
    void disconnect(SessionInfo session);

    /**
     * Ends the server in order: calls the plugins, starts no further command, lets the running one reply, closes
     * all sessions. Further calls have no effect.
     *
     * @param cause why
     */
    void shutdown(ShutdownCause cause);
}

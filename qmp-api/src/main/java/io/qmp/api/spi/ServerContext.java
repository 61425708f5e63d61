package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Event;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.wire.EventLoop;
import java.time.InstantSource;
import java.util.List;

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

    /** {@return the names of all commands; complete once all plugins have registered} */
    List<String> commandNames();

    /** {@return the introspection of all commands and events; complete once all plugins have registered} */
    Schema schema();

    /** {@return the monitors of the server, in the order in which they were opened} */
    List<MonitorInfo> monitors();

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
     * Sends an event that is not described by a type, such as one that another server has sent: name, data and
     * timestamp reach the clients unchanged. In order and thread it is like {@link #emit(EventData)}.
     *
     * <p>The name need not be registered; the introspection has registered events only. Rate limits do not apply.
     * If an event of that name is registered and hidden by the {@linkplain io.qmp.api.bind.CompatPolicy policy}, it
     * is not sent.
     *
     * @param event the event
     */
    void emit(Event event);

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
     * Cuts the connections of a monitor's clients, as {@code yank} does: what they have not taken yet is lost. The
     * monitor goes on and serves the next client.
     *
     * @param monitor the label of a monitor; nothing happens if no monitor has it
     */
    void disconnect(String monitor);

    /**
     * Ends the server in order: calls the plugins, starts no further command, lets the running one reply, closes
     * all sessions. Further calls have no effect.
     *
     * @param cause why
     */
    void shutdown(ShutdownCause cause);
}

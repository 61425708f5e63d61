package io.qmp.server;

import io.qmp.api.bind.Binder;
import io.qmp.api.command.QmpCapabilities;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.event.EventData;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.WireNames;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.server.dispatch.CommandTable;
import io.qmp.server.dispatch.Dispatcher;
import io.qmp.server.dispatch.ErrorMapper;
import io.qmp.server.dispatch.Lane;
import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.dispatch.RegisteredGate;
import io.qmp.server.dispatch.SlowCommands;
import io.qmp.server.event.EventHub;
import io.qmp.server.event.EventTable;
import io.qmp.server.monitor.Monitor;
import io.qmp.server.monitor.WaitingClients;
import io.qmp.server.plugin.PluginLife;
import io.qmp.server.session.Flusher;
import io.qmp.server.session.Session;
import io.qmp.server.session.SessionTerms;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running server: the stages of the walk put together, its monitors and its sessions. */
final class ServerCore {
    private static final System.Logger LOG = System.getLogger("io.qmp.server");

    private final ServerOptions options;
    private final WireCodec codec;
    private final EventLoop loop;
    private final CommandTable commands;
    private final Introspection introspection;
    private final EventHub events;
    private final SessionTerms terms;
    private final GracefulShutdown ending;
    private final ShutdownDeadline deadline;
    private final RateLimitedLog log;
    private final Map<WireFormat, MessageWriter> writers = new HashMap<>();
    private final List<Monitor> monitors = new CopyOnWriteArrayList<>();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private long lastSession;

    ServerCore(
            ServerOptions options,
            ServerLogs logs,
            WireCodec codec,
            Binder binder,
            EventLoop loop,
            InstantSource clock,
            CommandTable commands,
            List<RegisteredGate> gates,
            EventTable eventTable,
            Optional<Supplier<Schema>> description,
            PluginLife plugins,
            ShutdownDeadline deadline) {
        this.options = options;
        this.codec = codec;
        this.loop = loop;
        this.commands = commands;
        this.introspection = new Introspection(
                binder,
                options.typeNames(),
                options.compat(),
                commands.commands().stream().map(RegisteredCommand::binding).toList(),
                eventTable.events(),
                description);
        this.events = new EventHub(eventTable, options.compat(), loop, clock, this::broadcast);
        SlowCommands slow = new SlowCommands(loop, options.timeLimits().slowCommand(), logs.command());
        Lane lane = new Lane();
        this.terms = new SessionTerms(
                Greeting.of(options.version(), options.offersOob() ? List.of(WireNames.OOB) : List.of()),
                options.offersOob(),
                binder.command(QmpCapabilities.class),
                new Dispatcher(commands, options.compat(), gates, new ErrorMapper(logs.command()), slow, loop),
                lane,
                options.queueLength(),
                options.outputLimit().unreadLimit(),
                new Flusher(loop),
                options.timeLimits().negotiation(),
                logs.session());
        this.ending = new GracefulShutdown(loop, options.shutdownGrace(), lane, plugins, sessions, monitors, events);
        this.deadline = deadline;
        this.log = new RateLimitedLog(LOG, loop::nanoTime);
        ending.sessionsClosed().whenComplete((cause, failure) -> slow.close());
        if (!commands.names().contains("query-commands")) {
            LOG.log(
                    Level.WARNING,
                    "the server has no command query-commands, which clients rely on: add io.qmp:qmp-plugin-core; if it is in a merged"
                            + " jar, that must hold the lines of all files META-INF/services/io.qmp.api.spi.QmpPlugin");
        }
    }

    EventLoop loop() {
        return loop;
    }

    GracefulShutdown ending() {
        return ending;
    }

    List<String> commandNames() {
        return commands.names();
    }

    Schema schema() {
        return introspection.schema();
    }

    List<MonitorInfo> monitors() {
        return monitors.stream().map(Monitor::info).toList();
    }

    int sessions() {
        return sessions.size();
    }

    /** {@return whether the server is asked to end, or has ended} */
    boolean isEnding() {
        return deadline.isRequested();
    }

    void emit(EventData event) {
        try {
            events.emit(event);
        } catch (RejectedExecutionException e) {
            ended(e);
        }
    }

    void shutdown(ShutdownCause cause) {
        if (deadline.request(cause)) {
            onLoop(() -> ending.begin(cause));
        }
    }

    /** Cuts the connections of a monitor's clients; those that wait for their turn are served instead. */
    void disconnect(String monitor) {
        onLoop(() -> sessions.stream()
                .filter(session -> session.info().monitor().equals(monitor))
                .forEach(Session::abort));
    }

    /** Runs a task on the loop, within this call if that is where it is called; drops it if the loop has ended. */
    private void onLoop(Runnable task) {
        if (loop.inLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            ended(e);
        }
    }

    private static void ended(RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "the server has ended already", e);
    }

    /** Adds a monitor; connections that arrive at it are served as {@code format} says. */
    Monitor addMonitor(String label, String address, MonitorOptions monitorOptions) {
        WireFormat format = monitorOptions.pretty() ? WireFormat.PRETTY_SERVER : WireFormat.SERVER;
        Monitor monitor = new Monitor(
                label,
                address,
                monitorOptions.clients(),
                new WaitingClients(monitorOptions.backlog(), log),
                (connection, at) -> open(connection, at, format));
        monitors.add(monitor);
        return monitor;
    }

    /** Forgets a monitor whose address was not to be had. */
    void removeMonitor(Monitor monitor) {
        monitors.remove(monitor);
    }

    private ConnectionHandler open(Connection connection, Monitor monitor, WireFormat format) {
        Session session = new Session(
                terms,
                new SessionInfo(++lastSession, monitor.label(), connection.peerAddress(), connection.peerCredentials()),
                connection,
                codec.newRequestReader(options.readerLimits()),
                writers.computeIfAbsent(format, codec::newWriter),
                ended -> {
                    sessions.remove(ended);
                    monitor.left();
                    ending.sessionEnded();
                });
        sessions.add(session);
        session.open();
        if (ending.hasBegun()) {
            session.abort();
        }
        return session;
    }

    /** Sends an event to all who may hear of it; it is written once for each format, not for each session. */
    private void broadcast(Event event) {
        MessageWriter writer = null;
        ByteBuffer bytes = null;
        for (Session session : sessions) {
            if (session.hearsEvents()) {
                if (bytes == null || session.writer() != writer) {
                    writer = session.writer();
                    bytes = bytes(writer, event);
                    if (bytes == null) {
                        return;
                    }
                }
                session.sendEvent(event, bytes);
            }
        }
    }

    /** The bytes of an event; {@code null} if its data cannot be written, which costs the event and no session. */
    private @Nullable ByteBuffer bytes(MessageWriter writer, Event event) {
        try {
            return writer.write(event);
        } catch (Throwable e) {
            terms.log().log("event", Level.ERROR, () -> "the event " + event.name() + " cannot be written", e);
            return null;
        }
    }
}

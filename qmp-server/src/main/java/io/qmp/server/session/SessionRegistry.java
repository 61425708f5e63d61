package io.qmp.server.session;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.server.dispatch.InBandQueue;
import io.qmp.server.event.Broadcast;
import io.qmp.server.guard.Each;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sessions of a server. Everything happens on the server's loop, except {@link #size}. */
public final class SessionRegistry implements Broadcast {
    private final WireCodec codec;
    private final Function<Greeting, MessageReader> readers;
    private final SessionConfig config;
    private final EventLoop loop;
    private final Flusher flusher;
    private final Map<WireFormat, MessageWriter> writers = new HashMap<>();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final Map<Long, Session> byId = new HashMap<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private long lastSession;
    private boolean stopped;
    private boolean closing;

    /**
     * Makes a registry without sessions.
     *
     * @param codec makes readers and writers
     * @param version the version of QEMU that sessions behave as whose greeting has none
     * @param config what the sessions share
     * @param loop the server's loop
     */
    public SessionRegistry(WireCodec codec, VersionTriple version, SessionConfig config, EventLoop loop) {
        this.codec = codec;
        this.readers = greeting -> codec.newRequestReader(
                config.limits().reader(),
                greeting.version().map(VersionInfo::qemu).orElse(version));
        this.config = config;
        this.loop = loop;
        this.flusher = new Flusher(loop);
    }

    /**
     * Begins the session of a client. After {@link #stop} it is aborted at once.
     *
     * @param connection the connection to the client, on the server's loop
     * @param kind what the sessions of its monitor have in common
     * @param whenClosed called once, when the connection has closed, with whether the client had negotiated
     * @return receives the bytes of the connection
     */
    public ConnectionHandler open(Connection connection, SessionKind kind, Consumer<Boolean> whenClosed) {
        Session session = new Session(
                config.of(kind),
                flusher,
                new SessionInfo(
                        ++lastSession,
                        kind.monitor(),
                        connection.peerAddress(),
                        connection.peerCredentials(),
                        connection.peerCertificate()),
                new MessageChannel(connection, readers(kind.kept()), writer(kind.format()), dialect()),
                ended -> {
                    sessions.remove(ended);
                    byId.remove(ended.info().id());
                    keepReader(ended, kind.kept());
                    whenClosed.accept(ended.hasNegotiated());
                    completeIfEmpty();
                });
        sessions.add(session);
        byId.put(session.info().id(), session);
        ConnectionHandler receiver = session.open();
        if (stopped) {
            session.abort();
        }
        return receiver;
    }

    private Function<Greeting, MessageReader> readers(KeptReader kept) {
        return dialect() == Dialect.AGENT ? greeting -> kept.take(() -> readers.apply(greeting)) : readers;
    }

    private void keepReader(Session ended, KeptReader kept) {
        MessageReader left = ended.reader();
        if (left != null && dialect() == Dialect.AGENT) {
            kept.keep(left);
        }
    }

    private Dialect dialect() {
        return config.negotiation().dialect();
    }

    /** {@return how a monitor writes} */
    public WireFormat format(boolean pretty) {
        return dialect().format(pretty);
    }

    private MessageWriter writer(WireFormat format) {
        return writers.computeIfAbsent(format, codec::newWriter);
    }

    /** {@return the bytes of an event; {@code null} if its data cannot be written} */
    public @Nullable ByteBuffer bytes(WireFormat format, Event event) {
        return bytes(writer(format), event);
    }

    /** {@return the server's loop} */
    public EventLoop loop() {
        return loop;
    }

    /** {@return how many sessions there are. May be called on any thread} */
    public int size() {
        return sessions.size();
    }

    /** Sends an event to all sessions that hear events; it is written once for each format, not for each session. */
    @Override
    public void send(Event event) {
        MessageWriter writer = null;
        ByteBuffer bytes = null;
        for (Session session : sessions) {
            if (session.hears(event)) {
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

    /** Sends an event to a session, if it hears events; nothing happens if it has ended. */
    public void send(SessionInfo receiver, Event event) {
        only(receiver).filter(session -> session.hears(event)).ifPresent(session -> {
            ByteBuffer bytes = bytes(session.writer(), event);
            if (bytes != null) {
                session.sendEvent(event, bytes);
            }
        });
    }

    @Override
    public void throttled(Event event) {
        ServerMetrics metrics = config.observers().metrics();
        if (metrics != null) {
            metrics.eventThrottled(event.name());
        }
    }

    /** A client of a monitor is refused: as many wait as may. */
    public void refused(String monitor) {
        ServerMetrics metrics = config.observers().metrics();
        if (metrics != null) {
            metrics.clientRefused(monitor);
        }
    }

    /** The bytes of an event; {@code null} if its data cannot be written: the event is dropped, sessions go on. */
    private @Nullable ByteBuffer bytes(MessageWriter writer, Event event) {
        try {
            return writer.write(event);
        } catch (Throwable e) {
            config.observers()
                    .log()
                    .log("event", Level.ERROR, () -> "the event " + event.name() + " cannot be written", e);
            return null;
        }
    }

    /** Sets which events a session receives; nothing happens if it has ended. The filter throws nothing. */
    public void filter(SessionInfo wanted, EventFilter filter) {
        only(wanted).ifPresent(session -> session.filter(filter));
    }

    private Optional<Session> only(SessionInfo wanted) {
        return Optional.ofNullable(byId.get(wanted.id()));
    }

    /** Closes a session; it ends when its client has read what was sent. Nothing happens if it has ended. */
    public void disconnect(SessionInfo unwanted) {
        only(unwanted).ifPresent(Session::close);
    }

    /** Sets how the sessions of a monitor write, from their next message on. */
    public void format(String monitor, WireFormat format) {
        of(monitor).forEach(session -> session.writer(writer(format)));
    }

    /** {@return the connections of the sessions of a monitor, which end without a word to their clients} */
    public List<Released> release(String monitor) {
        List<Session> ended = of(monitor);
        sessions.removeAll(ended);
        ended.forEach(session -> byId.remove(session.info().id()));
        List<Released> connections = ended.stream().map(Session::release).toList();
        completeIfEmpty();
        return connections;
    }

    private List<Session> of(String monitor) {
        return sessions.stream()
                .filter(session -> session.info().monitor().equals(monitor))
                .toList();
    }

    /** Aborts the sessions of a monitor. */
    public void disconnect(String monitor) {
        of(monitor).forEach(Session::abort);
    }

    /**
     * Begins no in-band command and no session any more.
     *
     * @param idle is run when the in-band commands that run have been answered; at once if there are none
     */
    public void stop(Runnable idle) {
        stopped = true;
        Set<InBandQueue> queues = Collections.newSetFromMap(new IdentityHashMap<>());
        queues.add(config.commands().inBandQueue());
        sessions.forEach(session -> queues.add(session.inBandQueue()));
        AtomicInteger busy = new AtomicInteger(queues.size());
        queues.forEach(queue -> queue.stop(() -> {
            if (busy.decrementAndGet() == 0) {
                idle.run();
            }
        }));
    }

    /** Closes all sessions; each ends when its client has read what was sent. */
    public void close() {
        closing = true;
        Each.of(sessions, Session::close);
        completeIfEmpty();
    }

    /** Aborts all sessions. */
    public void abort() {
        closing = true;
        Each.of(sessions, Session::abort);
        completeIfEmpty();
    }

    /** {@return completes when all sessions have ended after {@link #close} or {@link #abort}. Never fails} */
    public CompletionStage<Void> closed() {
        return closed;
    }

    private void completeIfEmpty() {
        if (closing && sessions.isEmpty()) {
            config.commands().dispatcher().close();
            closed.complete(null);
        }
    }
}

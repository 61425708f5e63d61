package io.qmp.testkit.fault;

import io.qmp.api.Experimental;
import io.qmp.api.wire.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Faults between a server and its clients. Faults of single messages are {@linkplain MessageFault used once}; faults of
 * the stream stay until {@link #clear}.
 *
 * <pre>{@code
 * qemu.faults().reply("query-block").never();
 * qemu.faults().greeting().without("QMP.version");
 * qemu.faults().slices(1);
 * }</pre>
 *
 * <p>{@code FakeQemu.faults} has one. For another server, {@code MonitorOptions.withWrapper(faults::wrap)} puts it in
 * front of a monitor. Methods may be called on any thread and have effect on what is sent afterwards.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Faults {
    private final List<MessageFault> waiting = new ArrayList<>();
    private final List<FaultyConnection> connections = new CopyOnWriteArrayList<>();
    private volatile Pace pace = Pace.UNLIMITED;
    private volatile boolean changesMessages;

    /** Makes a collection without faults. */
    public Faults() {}

    /** {@return a connection that sends what the server writes to another one, with the faults} */
    public Connection wrap(Connection connection) {
        FaultyConnection faulty = new FaultyConnection(connection, this);
        connections.add(faulty);
        return faulty;
    }

    /** {@return the fault of the next greeting} */
    public MessageFault greeting() {
        return add(Outgoing::isGreeting);
    }

    /**
     * {@return the fault of the next reply to a command} Only commands that are sent from now on count.
     *
     * @param command the command, {@code qmp_capabilities} included
     */
    public MessageFault reply(String command) {
        return add(message -> message.isReplyTo(command));
    }

    /** {@return the fault of the next event of a name} */
    public MessageFault event(String name) {
        return add(message -> message.isEvent(name));
    }

    private MessageFault add(Predicate<Outgoing> where) {
        MessageFault fault = new MessageFault(where);
        synchronized (waiting) {
            waiting.add(fault);
            changesMessages = true;
        }
        return fault;
    }

    /** Sends everything in pieces of so many bytes, each in a turn of its own. */
    public Faults slices(int bytes) {
        return pace(pace.withSlices(bytes));
    }

    /**
     * Sends everything later.
     *
     * @param least how much later at least
     * @param jitter how much later still at most, by a fixed series of random numbers; the order stays
     */
    public Faults latency(Duration least, Duration jitter) {
        return pace(pace.withLatency(least, jitter));
    }

    /** Sends no more than so many bytes a second. */
    public Faults bandwidth(int bytesPerSecond) {
        return pace(pace.withBandwidth(bytesPerSecond));
    }

    /** Sends nothing until {@link #clear}, then all of it. */
    public Faults stall() {
        return pace(pace.withStall(true));
    }

    /** Closes each connection that has sent so many more bytes, in the middle of a message if it comes so. */
    public Faults cutAfterBytes(long bytes) {
        connections.forEach(connection -> connection.cutAfter(bytes));
        return this;
    }

    /** Reads nothing more of what clients send until {@link #clear}; it waits in the buffers of the connection. */
    public Faults stopReading() {
        return each(FaultyConnection::stopReading);
    }

    /**
     * Sends a text on all connections, behind what was sent. It is sent as it is: one character a byte, and without a
     * line break of its own.
     */
    public Faults send(String text) {
        return each(connection -> connection.send(text));
    }

    /** Closes all connections behind what was sent. */
    public Faults close() {
        return each(FaultyConnection::close);
    }

    /** Resets all connections: what was sent and has not arrived is lost. */
    public Faults reset() {
        return each(FaultyConnection::abort);
    }

    /** Ends all faults. What they hold back is sent. */
    public Faults clear() {
        synchronized (waiting) {
            waiting.clear();
            changesMessages = false;
        }
        each(FaultyConnection::startReading);
        return pace(Pace.UNLIMITED);
    }

    private Faults pace(Pace changed) {
        pace = changed;
        return each(FaultyConnection::sendOn);
    }

    private Faults each(Consumer<FaultyConnection> task) {
        connections.forEach(connection -> connection.loop().execute(() -> task.accept(connection)));
        return this;
    }

    Pace pace() {
        return pace;
    }

    /** {@return whether any message may be changed} */
    boolean changesMessages() {
        return changesMessages;
    }

    /** Takes the oldest fault of a message. */
    Optional<MessageFault> take(Outgoing message) {
        synchronized (waiting) {
            for (Iterator<MessageFault> faults = waiting.iterator(); faults.hasNext(); ) {
                MessageFault fault = faults.next();
                if (fault.concerns(message)) {
                    faults.remove();
                    changesMessages = !waiting.isEmpty();
                    return Optional.of(fault);
                }
            }
            return Optional.empty();
        }
    }

    void ended(FaultyConnection connection) {
        connections.remove(connection);
    }
}

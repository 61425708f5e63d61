package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.WireCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a connection within the process: a test reads each request from it, and sends what the server
 * would send, well-formed or not. Nothing is answered by itself, and no time passes unless the test calls {@link
 * #pass}.
 *
 * <p>Requests are parsed by the installed {@link WireCodec}; text is in ISO 8859-1, one character a byte. Each method
 * runs the tasks of the loop that are due. Used by one thread.
 *
 * <pre>{@code
 * ScriptedPeer peer = new ScriptedPeer();
 * CompletableFuture<QmpClient> connecting = QmpClient.builder().over(peer.connection()).toCompletableFuture();
 * peer.send(ScriptedPeer.GREETING);
 * peer.answer("{}"); // to qmp_capabilities
 * QmpClient client = connecting.join();
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ScriptedPeer {
    /** The greeting of a QEMU 10.0.13 that offers out-of-band execution, with its line break. */
    public static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 13, \"minor\": 0, \"major\": 10},"
                    + " \"package\": \"\"}, \"capabilities\": [\"oob\"]}}\r\n";

    /** The byte that guest agents and their clients send to end what came before; not part of any message. */
    private static final String SENTINEL = "\u00ff";

    private final ManualEventLoop loop;
    private final LocalConnection server;
    private final ObservedConnection client;
    private final StringBuilder unread = new StringBuilder();
    private final StringBuilder sentinels = new StringBuilder();
    private final List<QmpObject> requests = new ArrayList<>();
    private final List<FileDescriptor> descriptors = new ArrayList<>();
    private final List<String> commandsWithDescriptors = new ArrayList<>();
    private boolean closed;

    /** Makes a peer on a loop of its own, whose time begins with the year 2026. */
    public ScriptedPeer() {
        this(new ManualEventLoop(Instant.parse("2026-01-01T00:00:00Z")));
    }

    /** Makes a peer on a loop, which may be that of other peers. */
    public ScriptedPeer(ManualEventLoop loop) {
        this.loop = loop;
        LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
        client = new ObservedConnection(ends.first());
        server = ends.second();
        server.handler(new Receiver());
    }

    /** {@return the loop of both ends} */
    public ManualEventLoop loop() {
        return loop;
    }

    /** {@return the client's end, for the client that is tested} */
    public Connection connection() {
        return client;
    }

    /** Sets the id of the process that the client sees at the other end, with user and group 0. Returns this peer. */
    public ScriptedPeer process(long pid) {
        client.peerIs(pid);
        return this;
    }

    /** Sends a text as it is. A message ends with a line break. */
    public void send(String text) {
        server.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
        server.flush();
        loop.runPending();
    }

    /**
     * Takes the next request.
     *
     * @throws AssertionError if there is none
     */
    public QmpObject next() {
        loop.runPending();
        assertFalse(requests.isEmpty(), () -> "no request, " + (closed ? "closed" : "silence"));
        return requests.remove(0);
    }

    /** {@return the commands of all requests that have not been taken} */
    public List<String> requested() {
        loop.runPending();
        return requests.stream().map(ScriptedPeer::name).toList();
    }

    /** {@return the command of a request, in-band or out-of-band} */
    public static String name(QmpObject request) {
        return request.string(WireNames.EXECUTE)
                .or(() -> request.string(WireNames.EXEC_OOB))
                .orElseThrow();
    }

    /**
     * Takes the next request and sends a success reply.
     *
     * @param result the result, as JSON
     * @return the request
     * @throws AssertionError if there is no request
     */
    public QmpObject answer(String result) {
        QmpObject request = next();
        answer(request, result);
        return request;
    }

    /** Sends a success reply to a request that has been taken. The result is JSON. */
    public void answer(QmpObject request, String result) {
        send("{\"return\": " + result + ", \"id\": " + request.get(WireNames.ID) + "}\r\n");
    }

    /** Replies to a {@code guest-sync-delimited} as a guest agent does: the byte 0xFF, then the request's number. */
    public void answerSync(QmpObject request) {
        long number = arguments(request).integer("id").orElseThrow();
        send(SENTINEL);
        answer(request, Long.toString(number));
    }

    private static QmpObject arguments(QmpObject request) {
        return request.get(WireNames.ARGUMENTS) instanceof QmpObject arguments ? arguments : QmpObject.EMPTY;
    }

    /**
     * Takes the next request and sends an error reply.
     *
     * @throws AssertionError if there is no request
     */
    public void refuse(String errorClass, String desc) {
        send("{\"id\": " + next().get(WireNames.ID) + ", \"error\": {\"class\": \"" + errorClass + "\", \"desc\": \""
                + desc + "\"}}\r\n");
    }

    /** Sends an event. Its data is JSON. */
    public void event(String name, String data) {
        send("{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"" + name + "\", \"data\": " + data
                + "}\r\n");
    }

    /** Sends an event with empty data. */
    public void event(String name) {
        event(name, "{}");
    }

    /** Moves the time of the loop forward, and runs what becomes due. */
    public void pass(Duration time) {
        loop.advance(time);
    }

    /** {@return the commands of all requests that descriptors came with} */
    public List<String> commandsWithDescriptors() {
        loop.runPending();
        return List.copyOf(commandsWithDescriptors);
    }

    /** Closes all descriptors that came; the end of the connection does so, too. */
    public void closeDescriptors() {
        descriptors.forEach(FileDescriptor::close);
    }

    /** Makes the client's end refuse descriptors from now on, as a TCP connection does. */
    public void refuseDescriptors() {
        client.refuseDescriptors();
    }

    /** {@return the bytes 0xFF that came before requests since the last call} */
    public String takeSentinels() {
        String all = sentinels.toString();
        sentinels.setLength(0);
        return all;
    }

    /** {@return how often the client has flushed since the last call} */
    public int takeFlushes() {
        loop.runPending();
        return client.takeFlushes();
    }

    /** Stops reading, so that what the client sends is queued at its end. */
    public void stopReading() {
        server.pause();
    }

    /** Reads what has come so far, and stops reading. */
    public void readOnce() {
        startReading();
        server.pause();
    }

    /** Reads on, after {@link #stopReading}. */
    public void startReading() {
        server.resume();
        loop.runPending();
    }

    /** Closes the connection. */
    public void close() {
        server.close();
        loop.runPending();
    }

    /** {@return whether the connection has been closed, by either end} */
    public boolean isClosed() {
        loop.runPending();
        return closed;
    }

    private final class Receiver implements ConnectionHandler {
        @Override
        public void received(ByteBuffer bytes) {
            unread.append(ISO_8859_1.decode(bytes));
            while (unread.indexOf(SENTINEL) == 0) {
                sentinels.append(SENTINEL);
                unread.deleteCharAt(0);
            }
            for (int end = unread.indexOf("\n"); end >= 0; end = unread.indexOf("\n")) {
                requests.add((QmpObject)
                        WireCodec.installed().parse(unread.substring(0, end).strip()));
                unread.delete(0, end + 1);
            }
        }

        @Override
        public void received(ByteBuffer bytes, List<FileDescriptor> passed) {
            received(bytes);
            descriptors.addAll(passed);
            commandsWithDescriptors.add(name(requests.get(requests.size() - 1)));
        }

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            closeDescriptors();
            closed = true;
        }
    }
}

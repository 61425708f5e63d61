package io.qmp.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

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

/** The server's end of a connection within the test, which says what the test tells it to say. */
public final class ScriptedPeer implements ConnectionHandler {
    static final String GREETING = "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 13, \"minor\": 0, \"major\": 10},"
            + " \"package\": \"\"}, \"capabilities\": [\"oob\"]}}\r\n";

    /** The loop of both ends. */
    public final ManualEventLoop loop;

    private final LocalConnection.Ends ends;
    private final FlushCounter client;
    private final StringBuilder unread = new StringBuilder();
    private final StringBuilder rubbish = new StringBuilder();
    private final List<QmpObject> requests = new ArrayList<>();
    private final List<FileDescriptor> descriptors = new ArrayList<>();
    private final List<String> described = new ArrayList<>();
    private boolean closed;

    /** A peer on a loop of its own. */
    public ScriptedPeer() {
        this(new ManualEventLoop(Instant.parse("2026-01-01T00:00:00Z")));
    }

    ScriptedPeer(ManualEventLoop loop) {
        this.loop = loop;
        ends = LocalConnection.open(loop, "client", "server");
        client = new FlushCounter(ends.first());
        ends.second().handler(this);
    }

    /** The client's end. */
    Connection connection() {
        return client;
    }

    /** Says by which number the operating system knows this peer. */
    ScriptedPeer process(long pid) {
        client.peerIs(pid);
        return this;
    }

    /** Greets, agrees to out-of-band execution, and takes the client. */
    public static QmpClient running(ScriptedPeer peer, QmpClientBuilder builder) {
        var client = builder.over(peer.connection()).toCompletableFuture();
        peer.send(GREETING);
        peer.answer("{}");
        peer.takeFlushes();
        assertThat(client.isDone()).isTrue();
        return client.join();
    }

    /** Says this. */
    public void send(String text) {
        ends.second().write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
        ends.second().flush();
        loop.runPending();
    }

    /** Takes the next request. */
    public QmpObject next() {
        loop.runPending();
        assertThat(requests.isEmpty())
                .as("no request, " + (closed ? "closed" : "silence"))
                .isFalse();
        return requests.remove(0);
    }

    /** The names of all commands that were requested and not taken. */
    public List<String> requested() {
        loop.runPending();
        return requests.stream().map(ScriptedPeer::name).toList();
    }

    /** The name of the command that is requested. */
    public static String name(QmpObject request) {
        return request.string(WireNames.EXECUTE)
                .or(() -> request.string(WireNames.EXEC_OOB))
                .orElseThrow();
    }

    /** Takes the next request and returns this to it. */
    public QmpObject answer(String result) {
        QmpObject request = next();
        answer(request, result);
        return request;
    }

    /** Returns this to a request. */
    public void answer(QmpObject request, String result) {
        send("{\"return\": " + result + ", \"id\": " + request.get(WireNames.ID) + "}\r\n");
    }

    /** Returns to a request its own number, behind this text. */
    void answerBehind(String text, QmpObject request) {
        long number = ((QmpObject) request.members().get(WireNames.ARGUMENTS))
                .integer("id")
                .orElseThrow();
        send(text);
        answer(request, Long.toString(number));
    }

    /** Takes the next request and refuses it. */
    public void refuse(String errorClass, String desc) {
        send("{\"id\": " + next().get(WireNames.ID) + ", \"error\": {\"class\": \"" + errorClass + "\", \"desc\": \""
                + desc + "\"}}\r\n");
    }

    /** The names of all commands with which descriptors came. */
    List<String> described() {
        loop.runPending();
        return described;
    }

    /** Closes all descriptors that came. */
    void closeDescriptors() {
        descriptors.forEach(FileDescriptor::close);
    }

    /** Lets the client's connection carry no descriptors. */
    void refuseDescriptors() {
        client.refuseDescriptors();
    }

    /** What was sent that is no request. */
    String takeRubbish() {
        String all = rubbish.toString();
        rubbish.setLength(0);
        return all;
    }

    /** How often the client has flushed since this was asked last. */
    int takeFlushes() {
        loop.runPending();
        return client.take();
    }

    /** Sends an event. */
    public void event(String name, String data) {
        send("{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"" + name + "\", \"data\": " + data
                + "}\r\n");
    }

    /** Sends an event without data. */
    public void event(String name) {
        event(name, "{}");
    }

    /** Lets time go by. */
    public void pass(Duration time) {
        loop.advance(time);
    }

    /** Takes nothing any more. */
    void stopReading() {
        ends.second().pause();
    }

    /** Takes what has come so far, and no more. */
    void readOnce() {
        ends.second().resume();
        loop.runPending();
        ends.second().pause();
    }

    /** Takes everything again. */
    void startReading() {
        ends.second().resume();
        loop.runPending();
    }

    /** Closes the connection. */
    public void close() {
        ends.second().close();
        loop.runPending();
    }

    boolean isClosed() {
        loop.runPending();
        return closed;
    }

    @Override
    public void received(ByteBuffer bytes) {
        unread.append(ISO_8859_1.decode(bytes));
        while (unread.indexOf("\u00ff") == 0) {
            rubbish.append(unread.charAt(0));
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
        described.add(name(requests.get(requests.size() - 1)));
    }

    @Override
    public void inputEnded() {}

    @Override
    public void closed(@Nullable Throwable cause) {
        closeDescriptors();
        closed = true;
    }
}

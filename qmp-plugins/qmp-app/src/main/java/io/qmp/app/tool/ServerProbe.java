package io.qmp.app.tool;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.AgentNames;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.app.process.Waiting;
import io.qmp.program.probe.Heard;
import io.qmp.transport.nio.NioTransport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Connects as a client that does not know what is at the other end, and listens. */
final class ServerProbe implements AutoCloseable {
    private static final String NEGOTIATE = "{\"execute\": \"qmp_capabilities\"}\n";

    /** Agents skip all up to the first byte, and answer behind one. */
    private static final String AGENT =
            "\u00ff{\"execute\": \"" + AgentNames.SYNC_DELIMITED + "\", \"arguments\": {\"id\": 1}}\n";

    private static final int SENTINEL = AgentNames.SENTINEL & 0xff;

    private final Peer peer;
    private final Duration limit;
    private final Transport transport;
    private final EventLoop loop;

    private ServerProbe(Peer peer, Duration limit, Transport transport) {
        this.peer = peer;
        this.limit = limit;
        this.transport = transport;
        this.loop = transport.newEventLoop();
    }

    /** {@return a probe that connects by the transport that the tools use} */
    static ServerProbe open(Peer peer, Duration limit) {
        boolean onTheJdk = NioTransport.canConnect(peer.address(), peer.options());
        Transport transport =
                onTheJdk ? NioTransport.create() : Transports.installed().openFor(peer.address());
        return new ServerProbe(peer, limit, transport);
    }

    /** {@return what was heard} */
    Heard listen() throws InterruptedException {
        Connection connection;
        try {
            connection = Waiting.await(
                    transport.connect(peer.address(), peer.options().withTimeout(limit), loop));
        } catch (QmpException e) {
            return new Heard(String.valueOf(e.getMessage()), "", false, false, false);
        }
        Text text = new Text();
        connection.loop().execute(() -> connection.handler(text));
        Heard heard = peer.agent() ? agent(connection, text) : server(connection, text);
        connection.loop().execute(connection::close);
        return heard;
    }

    /** Waits for a greeting first, as most are servers; an agent says nothing unasked. */
    private Heard server(Connection connection, Text text) throws InterruptedException {
        String first = within(text, text.next);
        boolean greeted = first.contains("\"QMP\"");
        boolean negotiated = greeted && ask(connection, text, NEGOTIATE).contains("\"return\"");
        boolean agent = first.isEmpty() && !text.ended && isAgent(ask(connection, text, AGENT));
        return new Heard("", first, text.ended, negotiated, agent);
    }

    /** Asks at once; a server greets all the same. */
    private Heard agent(Connection connection, Text text) throws InterruptedException {
        String first = ask(connection, text, AGENT);
        boolean agent = isAgent(first);
        return new Heard("", agent ? "" : first, text.ended, false, agent);
    }

    private static boolean isAgent(String answer) {
        return answer.indexOf(SENTINEL) >= 0 || answer.contains("\"return\": 1");
    }

    private String ask(Connection connection, Text text, String question) throws InterruptedException {
        connection.loop().execute(() -> {
            text.next = new CompletableFuture<>();
            text.skipsErrors = question.equals(AGENT);
            connection.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.ISO_8859_1)));
            connection.flush();
            text.asked.complete(text.next);
        });
        return within(text, Waiting.await(text.asked));
    }

    private String within(Text text, CompletableFuture<String> heard) throws InterruptedException {
        loop.schedule(limit, () -> heard.complete(text.line.toString()));
        return Waiting.await(heard);
    }

    @Override
    public void close() {
        transport.close();
    }

    /** Keeps what comes until it was taken. On the loop of the connection. */
    private static final class Text implements ConnectionHandler {
        private static final String ERROR = "{\"error\"";

        private CompletableFuture<String> next = new CompletableFuture<>();
        private final CompletableFuture<CompletableFuture<String>> asked = new CompletableFuture<>();
        private final StringBuilder line = new StringBuilder();
        /** Whether errors are passed over: an agent may say first that it cannot parse what it is to skip. */
        private boolean skipsErrors;

        private volatile boolean ended;

        @Override
        public void received(ByteBuffer bytes) {
            line.append(StandardCharsets.ISO_8859_1.decode(bytes));
            String text = line.toString();
            boolean whole = text.contains("\n") || text.contains("monitor - type 'help'");
            if (whole && (!skipsErrors || !text.startsWith(ERROR) || isAgent(text))) {
                line.setLength(0);
                next.complete(text);
            }
        }

        @Override
        public void inputEnded() {
            ended = true;
            next.complete(line.toString());
        }

        @Override
        public void closed(@Nullable Throwable cause) {
            inputEnded();
        }
    }
}

package io.qmp.app.tool;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.AgentNames;
import io.qmp.api.wire.Connection;
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

/** Connects as a client that does not know what is at the other end, and listens. */
final class ServerProbe implements AutoCloseable {
    private static final String NEGOTIATE = "{\"execute\": \"qmp_capabilities\"}\n";

    /** Agents skip all up to the first byte, and answer behind one. */
    private static final String AGENT =
            "\u00ff{\"execute\": \"" + AgentNames.SYNC_DELIMITED + "\", \"arguments\": {\"id\": 1}}\n";

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
        AnswerReader answers = new AnswerReader();
        connection.loop().execute(() -> connection.handler(answers));
        Heard heard = peer.agent() ? agent(connection, answers) : server(connection, answers);
        connection.loop().execute(connection::close);
        return heard;
    }

    /** Waits for a greeting first, as most are servers; an agent says nothing unasked. */
    private Heard server(Connection connection, AnswerReader answers) throws InterruptedException {
        String first = ask(connection, answers, "");
        boolean greeted = first.contains("\"QMP\"");
        boolean negotiated = greeted && ask(connection, answers, NEGOTIATE).contains("\"return\"");
        boolean agent =
                first.isEmpty() && !answers.hasEnded() && AnswerReader.isOfAgent(ask(connection, answers, AGENT));
        return new Heard("", first, answers.hasEnded(), negotiated, agent);
    }

    /** Asks at once; a server greets all the same. */
    private Heard agent(Connection connection, AnswerReader answers) throws InterruptedException {
        String first = ask(connection, answers, AGENT);
        boolean agent = AnswerReader.isOfAgent(first);
        return new Heard("", agent ? "" : first, answers.hasEnded(), false, agent);
    }

    /** {@return what is said within the limit, a part of a line perhaps} */
    private String ask(Connection connection, AnswerReader answers, String question) throws InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        connection.loop().execute(() -> {
            answers.ask(answer, question.equals(AGENT));
            loop.schedule(limit, () -> answers.giveUp(answer));
            connection.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.ISO_8859_1)));
            connection.flush();
        });
        return Waiting.await(answer);
    }

    @Override
    public void close() {
        transport.close();
    }
}

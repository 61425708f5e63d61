package io.qmp.testkit.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections of an agent. One client is served at a time, others wait. What a client leaves unfinished is the
 * beginning of what the next one sends, as in a real agent. Lives on the loop.
 */
final class AgentSessions {
    private static final String SENTINEL = "\u00ff";

    private final WireCodec codec = WireCodec.installed();
    private final MessageWriter writer = codec.newWriter(WireFormat.AGENT);
    private final Function<Request, Optional<Reply>> agent;
    private final Deque<Connection> waiting = new ArrayDeque<>();
    private MessageReader reader = newReader();
    private @Nullable Connection current;
    private String junk = "";

    /**
     * Makes an agent without connections.
     *
     * @param agent answers requests, or does not
     */
    AgentSessions(Function<Request, Optional<Reply>> agent) {
        this.agent = agent;
    }

    private MessageReader newReader() {
        return codec.newRequestReader(ReaderLimits.QEMU);
    }

    void accept(Connection connection) {
        if (current == null) {
            current = connection;
            connection.handler(new Handler(connection));
        } else {
            waiting.add(connection);
        }
    }

    /** Sends a text before the next reply. */
    void junk(String text) {
        junk += text;
    }

    /** Closes all connections, and forgets what is unfinished. */
    void restart() {
        reader = newReader();
        waiting.forEach(Connection::abort);
        waiting.clear();
        if (current != null) {
            current.abort();
        }
    }

    private final class Handler implements ConnectionHandler {
        private final Connection connection;

        Handler(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void received(ByteBuffer bytes) {
            reader.feed(bytes);
            for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
                if (message instanceof Request request) {
                    boolean delimited = request.command().equals(AgentCommands.SYNC_DELIMITED);
                    agent.apply(request)
                            .ifPresent(reply ->
                                    send(reply, delimited && reply instanceof Reply.Success ? SENTINEL : ""));
                } else if (message instanceof Malformed malformed) {
                    send(new Reply.Failure(malformed.error(), malformed.id()), "");
                }
            }
            connection.flush();
        }

        private void send(Reply reply, String before) {
            connection.write(ISO_8859_1.encode(junk + before));
            connection.write(writer.write(reply));
            junk = "";
        }

        /** An agent does not answer a client that sends nothing more. */
        @Override
        public void inputEnded() {
            connection.close();
        }

        @Override
        public void closed(@Nullable Throwable cause) {
            current = null;
            Connection next = waiting.poll();
            if (next != null) {
                accept(next);
            }
        }
    }
}

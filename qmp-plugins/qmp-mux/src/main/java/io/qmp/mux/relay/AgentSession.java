package io.qmp.mux.relay;

import io.qmp.api.message.AgentNames;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client that speaks to a guest agent through the multiplexer: one command at a time, without a greeting. The
 * commands that bring the parsers of both ends together are answered here, as the connection ends here. A client that
 * does not read is not read either. On the loop.
 */
final class AgentSession implements ConnectionHandler {
    private static final byte[] SENTINEL = {AgentNames.SENTINEL};
    private static final long MOST_UNREAD = 1 << 20;

    private final Connection connection;
    private final RelayClient client;
    private final BiFunction<RelayClient, Request, CompletionStage<Reply>> commands;
    private final Consumer<RelayClient> whenClosed;
    private final MessageReader reader = WireCodec.installed().newRequestReader(ReaderLimits.QEMU);
    private final MessageWriter writer = WireCodec.installed().newWriter(WireFormat.AGENT);
    private boolean busy;
    private boolean reading;
    private boolean paused;
    private boolean inputEnded;
    private boolean closed;

    /**
     * Makes a session, which becomes the handler of the connection.
     *
     * @param commands executes what is not answered here; completes on the loop
     * @param whenClosed is called when the client has gone
     */
    AgentSession(
            Connection connection,
            RelayClient client,
            BiFunction<RelayClient, Request, CompletionStage<Reply>> commands,
            Consumer<RelayClient> whenClosed) {
        this.connection = connection;
        this.client = client;
        this.commands = commands;
        this.whenClosed = whenClosed;
    }

    RelayClient client() {
        return client;
    }

    /** Disconnects the client when it has read what was sent. */
    void close() {
        connection.close();
    }

    @Override
    public void received(ByteBuffer bytes) {
        reader.feed(bytes);
        readOn();
    }

    @Override
    public void inputEnded() {
        inputEnded = true;
        readOn();
    }

    @Override
    public void drained() {
        readOn();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        closed = true;
        whenClosed.accept(client);
    }

    private void readOn() {
        if (reading || closed) {
            return;
        }
        reading = true;
        while (hasRoom()) {
            QmpMessage message = reader.next();
            if (message == null) {
                if (inputEnded) {
                    connection.close();
                }
                break;
            }
            take(message);
        }
        reading = false;
        connection.flush();
        pauseOrResume();
    }

    private boolean hasRoom() {
        return !busy && connection.pendingBytes() <= MOST_UNREAD;
    }

    private void pauseOrResume() {
        if (paused == hasRoom() && !closed) {
            paused = !paused;
            if (paused) {
                connection.pause();
            } else {
                connection.resume();
            }
        }
    }

    private void take(QmpMessage message) {
        if (message instanceof Malformed malformed) {
            write(new Reply.Failure(malformed.error(), malformed.id()));
        } else if (message instanceof Request request) {
            QmpValue number = syncNumber(request);
            if (number != null) {
                if (request.command().equals(AgentNames.SYNC_DELIMITED)) {
                    connection.write(ByteBuffer.wrap(SENTINEL));
                }
                write(request.success(number));
            } else {
                busy = true;
                commands.apply(client, request).whenComplete((reply, failure) -> answered(request, reply));
            }
        }
    }

    /** The number that a command of these two wants to hear; {@code null} if it is for the agent, as an error is. */
    private static @Nullable QmpValue syncNumber(Request request) {
        boolean syncs =
                request.command().equals(AgentNames.SYNC) || request.command().equals(AgentNames.SYNC_DELIMITED);
        QmpValue number = request.arguments().get("id");
        return syncs && request.arguments().members().size() == 1 && number instanceof QmpLong ? number : null;
    }

    private void answered(Request request, @Nullable Reply reply) {
        busy = false;
        boolean silent = reply instanceof Reply.Success && AgentLink.isSilent(request.command());
        if (reply != null && !silent && !closed) {
            write(reply.withId(request.id()));
        }
        readOn();
    }

    private void write(Reply reply) {
        connection.write(writer.write(reply));
    }
}

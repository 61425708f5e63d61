package io.qmp.app.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.ForwardingConnection;
import io.qmp.api.wire.ForwardingHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a client of a web socket (RFC 6455). What is sent before the client has asked for the web socket
 * leaves behind the answer; each write becomes a frame.
 */
final class WebSocketConnection extends ForwardingConnection {
    private static final String END = WebSocketHandshake.END;

    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private final ByteArrayOutputStream early = new ByteArrayOutputStream();
    /** How many bytes of the end of a request have just been seen. */
    private int ended;

    private final WebSocketFrames frames = new WebSocketFrames(new Meaning());
    private @Nullable ConnectionHandler receiver;
    private boolean open;
    private boolean refused;

    WebSocketConnection(Connection connection) {
        super(connection);
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (open) {
            super.write(WebSocketFrames.binary(bytes));
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            early.writeBytes(copy);
        }
    }

    @Override
    public void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        descriptors.forEach(FileDescriptor::close);
        throw new UnsupportedOperationException(peer() + " takes no file descriptors: it is a web socket");
    }

    @Override
    public long pendingBytes() {
        return super.pendingBytes() + early.size();
    }

    @Override
    public void handler(ConnectionHandler handler) {
        receiver = handler;
        super.handler(new Receiver(handler));
    }

    private void send(ByteBuffer bytes) {
        super.write(bytes);
        flush();
    }

    /** {@return what follows the request; {@code null} while that is incomplete} */
    private @Nullable ByteBuffer afterRequest(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            request.write(next);
            ended = next == END.charAt(ended) ? ended + 1 : next == END.charAt(0) ? 1 : 0;
            if (ended == END.length()) {
                String text = request.toString(ISO_8859_1);
                answer(WebSocketHandshake.answer(text.substring(0, text.length() - END.length())));
                return bytes;
            }
            if (request.size() >= WebSocketHandshake.LIMIT) {
                answer(WebSocketHandshake.tooLarge());
                return bytes;
            }
        }
        return null;
    }

    private void answer(WebSocketHandshake handshake) {
        open = handshake.accepted();
        refused = !open;
        send(ISO_8859_1.encode(handshake.response()));
        request.reset();
        byte[] waiting = early.toByteArray();
        early.reset();
        if (refused) {
            close();
        } else if (waiting.length > 0) {
            send(WebSocketFrames.binary(ByteBuffer.wrap(waiting)));
        }
    }

    /** What frames mean, for the handler of the moment: a client that has waited is handed on between two pieces. */
    private final class Meaning implements WebSocketFrames.Listener {
        @Override
        public void bytes(ByteBuffer bytes) {
            Objects.requireNonNull(receiver).received(bytes);
        }

        @Override
        public void ping(byte[] bytes) {
            send(WebSocketFrames.pong(bytes));
        }

        @Override
        public void end(int status, String reason) {
            send(WebSocketFrames.close(status, reason.getBytes(ISO_8859_1)));
            close();
        }
    }

    /** Takes requests and frames apart for the real handler. */
    private final class Receiver extends ForwardingHandler {
        Receiver(ConnectionHandler handler) {
            super(handler);
        }

        @Override
        public void received(ByteBuffer bytes) {
            ByteBuffer rest = open || refused ? bytes : afterRequest(bytes);
            if (rest != null && open) {
                frames.received(rest);
            }
        }

        @Override
        public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
            descriptors.forEach(FileDescriptor::close);
            received(bytes);
        }
    }
}

package io.qmp.app.transcript;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.transcript.Direction;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes the bytes and descriptors of a client and a server on to each other as they are, and shows them to a recorder.
 * Neither is read faster than the other one takes it. Lives on the loop of both.
 */
final class Tap {
    /** So many bytes wait for one side, before the other one is not read any more. */
    private static final long MOST_PENDING = 1 << 20;

    private final Connection client;
    private final Connection server;
    private final TapRecorder recorder;
    private boolean clientEnded;

    Tap(Connection client, Connection server, TapRecorder recorder) {
        this.client = client;
        this.server = server;
        this.recorder = recorder;
    }

    void start() {
        server.handler(new Side(server, client, Direction.TO_CLIENT));
        client.handler(new Side(client, server, Direction.TO_SERVER));
    }

    /** What one side sends to the other. */
    private final class Side implements ConnectionHandler {
        private final Connection from;
        private final Connection to;
        private final Direction direction;

        Side(Connection from, Connection to, Direction direction) {
            this.from = from;
            this.to = to;
            this.direction = direction;
        }

        @Override
        public void received(ByteBuffer bytes) {
            to.write(bytes);
            sent(bytes);
        }

        @Override
        public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
            recorder.descriptors(direction, descriptors.size());
            try {
                to.write(bytes, descriptors);
            } catch (UnsupportedOperationException e) {
                recorder.warn("descriptors are lost: " + e.getMessage());
                to.write(bytes);
            }
            sent(bytes);
        }

        private void sent(ByteBuffer bytes) {
            to.flush();
            recorder.sent(direction, bytes.duplicate());
            if (to.pendingBytes() > MOST_PENDING) {
                from.pause();
            }
            endIfAnswered();
        }

        /** A client that sends nothing more gets the replies to what it has sent, as from the server itself. */
        @Override
        public void inputEnded() {
            clientEnded |= direction == Direction.TO_SERVER;
            if (direction == Direction.TO_CLIENT) {
                client.close();
            }
            endIfAnswered();
        }

        private void endIfAnswered() {
            if (clientEnded && !recorder.waits()) {
                server.close();
            }
        }

        @Override
        public void drained() {
            to.resume();
        }

        @Override
        public void closed(@Nullable Throwable cause) {
            to.close();
        }
    }
}

package io.qmp.client.agent;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.AgentNames;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.ForwardingConnection;
import io.qmp.api.wire.ForwardingHandler;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a guest agent that can send the sentinel, the byte 0xFF, which resets the agent's parser.
 *
 * <p>The agent answers a sentinel with an error if its parser was in the middle of something or sees the byte as
 * stray, and sends a sentinel of its own in front of the reply to {@code guest-sync-delimited}. From the latter on,
 * no error for an earlier sentinel comes any more.
 */
final class SentinelConnection extends ForwardingConnection {

    private long sent;
    /** How many of the sent sentinels are complete: answered with an error, or followed by the agent's own. */
    private long done;
    /** How many the agent has sent. */
    private long received;

    private boolean skipping;
    private boolean closed;

    SentinelConnection(Connection connection) {
        super(connection);
    }

    /** Writes a sentinel, which leaves with the next flush. */
    void sendSentinel() {
        if (!closed) {
            sent++;
            write(ByteBuffer.wrap(new byte[] {AgentNames.SENTINEL}));
        }
    }

    /** Drops what is received up to the next sentinel of the agent. */
    void skipToSentinel() {
        skipping = true;
    }

    /** Takes one of the sentinels that the agent may answer with an error. Returns whether there was one. */
    boolean takeUnanswered() {
        boolean left = done < sent;
        if (left) {
            done++;
        }
        return left;
    }

    @Override
    public void handler(ConnectionHandler handler) {
        super.handler(new Reader(handler));
    }

    private final class Reader extends ForwardingHandler {
        Reader(ConnectionHandler handler) {
            super(handler);
        }

        @Override
        public void received(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                int end = endOfSentinel(bytes);
                ByteBuffer part = end < 0 ? bytes : bytes.slice(bytes.position(), end - bytes.position());
                if (!skipping) {
                    super.received(part);
                }
                if (end < 0) {
                    return;
                }
                skipping = false;
                received++;
                done = Math.max(done, Math.min(sent, received));
                bytes.position(end);
            }
        }

        /** The position behind the next sentinel; less than 0 if there is none. */
        private int endOfSentinel(ByteBuffer bytes) {
            for (int i = bytes.position(); i < bytes.limit(); i++) {
                if (bytes.get(i) == AgentNames.SENTINEL) {
                    return i + 1;
                }
            }
            return -1;
        }

        @Override
        public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
            descriptors.forEach(FileDescriptor::close);
            received(bytes);
        }

        @Override
        public void closed(@Nullable Throwable cause) {
            closed = true;
            super.closed(cause);
        }
    }

    @Override
    public void abort() {
        closed = true;
        super.abort();
    }
}

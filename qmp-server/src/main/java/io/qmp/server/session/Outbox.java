package io.qmp.server.session;

import io.qmp.api.message.AgentNames;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.spi.ServerMetrics.SessionEnd;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.MessageWriter;
import java.nio.ByteBuffer;

/**
 * The output of a session: queued on the connection at once, flushed at the end of the loop's turn, or before it if
 * much is queued or nothing more is expected, and limited if the client reads too slowly.
 */
final class Outbox {
    /**
     * So many bytes leave before the end of the turn: the client handles the first replies of a batch while the server
     * works on the others. Some twenty short replies, so that the system call costs each of them little.
     */
    private static final int BYTES_THAT_LEAVE = 2 << 10;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Session session;
    private final Connection connection;
    private final Flusher flusher;
    private final UnreadLimit limit;
    private final Dialect dialect;
    private final SessionReport report;
    private MessageWriter writer;
    private boolean listed; // for the flush at the end of the turn
    private int unflushed;

    Outbox(Session session, MessageChannel channel, Flusher flusher, UnreadLimit limit, SessionReport report) {
        this.session = session;
        this.connection = channel.connection();
        this.writer = channel.writer();
        this.dialect = channel.dialect();
        this.flusher = flusher;
        this.limit = limit;
        this.report = report;
    }

    MessageWriter writer() {
        return writer;
    }

    void writer(MessageWriter newWriter) {
        writer = newWriter;
    }

    /** Sends the greeting, in a dialect that has one. */
    void greet(Greeting greeting) {
        if (dialect == Dialect.QMP && write(writer.write(greeting))) {
            report.sent(greeting, null);
        }
    }

    /**
     * Sends the reply to a message, if the dialect has one, or an error if the result cannot be written. Any other
     * failure costs the session. The reply is reported before it leaves.
     */
    void answer(QmpMessage message, Reply reply) {
        send(reply, message);
        report.answered(message, reply);
        if (flusher.isLastOf(session)) {
            flushRest();
        }
    }

    private void send(Reply reply, QmpMessage message) {
        try {
            if (dialect.isSilent(message, reply)) {
                return;
            }
            if (dialect.isDelimited(message, reply)) {
                write(ByteBuffer.wrap(new byte[] {AgentNames.SENTINEL}));
            }
            Reply sent = reply;
            ByteBuffer own;
            try {
                own = writer.writeOwn(reply);
            } catch (Throwable e) {
                sent = session.unwritable(message, e);
                own = writer.writeOwn(sent);
            }
            if (write(writer.shared(), own)) {
                report.sent(sent, message);
            }
        } catch (Throwable e) {
            session.failed(e);
        }
    }

    /** Sends the bytes of an event; drops it if too much is unread. */
    void send(Event event, ByteBuffer bytes) {
        try {
            if (connection.pendingBytes() <= limit.events()) {
                boolean first = !listed;
                if (write(bytes)) {
                    report.eventSent(event);
                }
                if (first && flusher.isLastOfAnother(session)) {
                    flushNow(); // its client handles the event while the server sends it to others, and replies
                }
                return;
            }
            report.eventDropped(event);
        } catch (Throwable e) {
            session.failed(e);
        }
    }

    private boolean write(ByteBuffer bytes) {
        return write(NOTHING, bytes);
    }

    /** {@return whether the bytes are queued; else the client is disconnected} */
    private boolean write(ByteBuffer shared, ByteBuffer own) {
        if (connection.pendingBytes() > limit.everything()) {
            report.misbehaviour("slow reader", () -> "reads too slowly, disconnected");
            session.abort(SessionEnd.SLOW_READER);
            return false;
        }
        if (shared.hasRemaining()) {
            connection.writeShared(shared);
        }
        connection.write(own);
        unflushed += shared.remaining() + own.remaining();
        if (unflushed >= BYTES_THAT_LEAVE) {
            flushNow();
        } else if (!listed) {
            listed = true;
            flusher.written(this);
        }
        return true;
    }

    /** Runs a task on the loop, not within this call; what it writes is flushed together with the rest. */
    void later(Runnable task) {
        flusher.execute(task);
    }

    /** The turn ends. */
    void flush() {
        listed = false;
        flushRest();
    }

    private void flushRest() {
        if (unflushed > 0) {
            flushNow();
        }
    }

    private void flushNow() {
        unflushed = 0;
        try {
            connection.flush();
        } catch (Throwable e) {
            session.failed(e);
        }
    }
}

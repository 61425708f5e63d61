package io.qmp.server.session;

import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.spi.ServerMetrics.SessionEnd;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.MessageWriter;
import java.nio.ByteBuffer;

/**
 * What a session sends: queued on the connection at once, flushed at the end of the loop's turn, and limited if the
 * client reads too slowly.
 */
final class Outbox {
    private final Session session;
    private final Connection connection;
    private final Flusher flusher;
    private final UnreadLimit limit;
    private final SessionReport report;
    private MessageWriter writer;
    private boolean unflushed;

    Outbox(Session session, MessageChannel channel, Flusher flusher, UnreadLimit limit, SessionReport report) {
        this.session = session;
        this.connection = channel.connection();
        this.writer = channel.writer();
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

    void send(QmpMessage message) {
        if (write(writer.write(message))) {
            report.sent(message, null);
        }
    }

    /**
     * Sends the reply to a message, or an error if the result cannot be written. Any other failure costs the session.
     */
    void send(Reply reply, QmpMessage message) {
        try {
            Reply sent = reply;
            ByteBuffer bytes;
            try {
                bytes = writer.write(reply);
            } catch (Throwable e) {
                sent = session.unwritable(message, e);
                bytes = writer.write(sent);
            }
            if (write(bytes)) {
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
                if (write(bytes)) {
                    report.eventSent(event);
                }
                return;
            }
            report.eventDropped(event);
        } catch (Throwable e) {
            session.failed(e);
        }
    }

    /** {@return whether the bytes are queued; else the client is disconnected} */
    private boolean write(ByteBuffer bytes) {
        if (connection.pendingBytes() > limit.everything()) {
            report.misbehaviour("slow reader", () -> "reads too slowly, disconnected");
            session.abort(SessionEnd.SLOW_READER);
            return false;
        }
        connection.write(bytes);
        if (!unflushed) {
            flusher.written(this);
            unflushed = true;
        }
        return true;
    }

    void flush() {
        unflushed = false;
        try {
            connection.flush();
        } catch (Throwable e) {
            session.failed(e);
        }
    }
}

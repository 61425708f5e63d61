package io.qmp.server.session;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.MessageWriter;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/** What a session sends: written at once, flushed at the end of the turn, and bounded if its client does not read. */
final class Outbox {
    private final SessionTerms terms;
    private final SessionInfo info;
    private final Connection connection;
    private final MessageWriter writer;
    private final Session session;
    private boolean unflushed;

    Outbox(SessionTerms terms, SessionInfo info, Connection connection, MessageWriter writer, Session session) {
        this.terms = terms;
        this.info = info;
        this.connection = connection;
        this.writer = writer;
        this.session = session;
    }

    MessageWriter writer() {
        return writer;
    }

    void send(QmpMessage message) {
        write(writer.write(message));
    }

    /** Sends the reply to a message, or an error if its result cannot be written. What fails otherwise costs the session. */
    void send(Reply reply, QmpMessage message) {
        try {
            write(bytes(reply, message));
        } catch (Throwable e) {
            session.failed(e);
        }
    }

    private ByteBuffer bytes(Reply reply, QmpMessage message) {
        try {
            return writer.write(reply);
        } catch (Throwable e) {
            return writer.write(session.unwritable(message, e));
        }
    }

    /** Sends an event that is written already, unless the client leaves too much unread. */
    void send(Event event, ByteBuffer bytes) {
        try {
            if (connection.pendingBytes() <= terms.unreadLimit().events()) {
                write(bytes);
                return;
            }
            terms.log().log(
                    "dropped", Level.WARNING, () -> info + ": reads too slowly, event " + event.name() + " dropped");
        } catch (Throwable e) {
            session.failed(e);
        }
    }

    private void write(ByteBuffer bytes) {
        if (connection.pendingBytes() > terms.unreadLimit().everything()) {
            terms.log().log("slow reader", Level.WARNING, () -> info + ": reads too slowly, disconnected");
            session.abort();
            return;
        }
        connection.write(bytes);
        if (!unflushed) {
            terms.flusher().written(this);
            unflushed = true;
        }
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

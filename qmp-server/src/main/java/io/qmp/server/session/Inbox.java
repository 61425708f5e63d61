package io.qmp.server.session;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.spi.ServerMetrics.SessionEnd;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.MessageReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The input of a session: read message by message while the session takes them, with the connection paused while it
 * does not. What has not been read stays in the reader and in the socket, so that a client is slowed down instead of
 * memory filled.
 */
final class Inbox implements ConnectionHandler {
    /** The number of bytes from which on a client that has not been greeted is not read any more. */
    private static final int UNGREETED_LIMIT = 16 * 1024;

    /** Fewer bytes than these, the end of a line for example, hold no request. */
    private static final int SHORTEST_REQUEST = "{'execute':'x'}".length();

    private final Session session;
    private final Connection connection;
    private final Function<Greeting, MessageReader> readers;
    private final EarlyInput early = new EarlyInput();
    private final ReceivedDescriptors descriptors;
    private final Flusher flusher;
    private @Nullable MessageReader reader; // of the version that the greeting has
    private long bytesFed;
    private boolean reading;
    private boolean paused;
    private boolean ended;
    private boolean released;

    Inbox(Session session, MessageChannel channel, ReceivedDescriptors descriptors, Flusher flusher) {
        this.session = session;
        this.connection = channel.connection();
        this.readers = channel.readers();
        this.descriptors = descriptors;
        this.flusher = flusher;
    }

    @Override
    public void received(ByteBuffer bytes) {
        if (!session.isOpen()) {
            return;
        }
        flusher.beginTurn();
        try {
            bytesFed += bytes.remaining();
            if (reader == null) {
                early.feed(bytes);
            } else {
                reader.feed(bytes);
            }
            readOn();
        } catch (Throwable e) {
            session.failed(e);
        } finally {
            flusher.endTurn();
        }
    }

    /** Takes bytes with descriptors that arrived with the first of them. */
    @Override
    public void received(ByteBuffer bytes, List<FileDescriptor> passed) {
        if (session.isOpen()) {
            descriptors.arrived(bytesFed, passed);
            received(bytes);
        } else {
            passed.forEach(FileDescriptor::close);
        }
    }

    /**
     * The client sends nothing more. One that has sent nothing and has not been greeted could send no command: it is
     * let go.
     */
    @Override
    public void inputEnded() {
        ended = true;
        if (bytesFed == 0 && !session.isGreeted()) {
            session.close();
        } else {
            readOn();
        }
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        session.closed(cause);
    }

    /** {@return whether the input of the connection has ended, which is not used any more} */
    boolean release() {
        released = true;
        return ended;
    }

    /** From now on requests are read, as the version in the greeting reads them. */
    void greeted(Greeting greeting) {
        MessageReader greeted = readers.apply(greeting);
        early.moveTo(greeted);
        reader = greeted;
    }

    /** {@return the reader, which is not used any more; {@code null} if the client was not greeted} */
    @Nullable
    MessageReader reader() {
        return reader;
    }

    void enableOutOfBand() {
        Objects.requireNonNull(reader, "not greeted").enableOob();
    }

    /** Reads messages while the session takes them. A failure costs this session only. */
    void readOn() {
        if (reading) {
            return; // called by an answer within the loop below, which goes on by itself
        }
        reading = true;
        try {
            readMessages();
        } catch (Throwable e) {
            session.failed(e);
        } finally {
            reading = false;
            flusher.executesLast(null);
        }
        try {
            pauseOrResume();
        } catch (Throwable e) {
            session.failed(e);
        }
    }

    private void readMessages() {
        MessageReader greeted = reader;
        while (greeted != null && session.takesRequests()) {
            QmpMessage message = greeted.next();
            if (message == null) {
                descriptors.readAll();
                if (ended && session.mayEnd()) {
                    // An unfinished message is dropped, as are replies that are still to come.
                    session.close(SessionEnd.CLIENT);
                }
                return;
            }
            int unread = greeted.pendingBytes();
            descriptors.read(message, bytesFed - unread);
            flusher.executesLast(unread < SHORTEST_REQUEST ? session : null);
            session.accept(message);
        }
    }

    private void pauseOrResume() {
        boolean full = session.isFull() || early.size() >= UNGREETED_LIMIT;
        if (paused != full && !released) {
            paused = full;
            if (full) {
                connection.pause();
            } else {
                connection.resume();
            }
        }
    }
}

package io.qmp.server.session;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Event;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.server.dispatch.Lane;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client, from the greeting to the goodbye. Everything happens on the connection's loop.
 *
 * <p>Reading is what keeps the order. A request is read only when it may be: without out-of-band execution when the one before has been
 * answered, with it as long as fewer than eight in-band requests wait behind the running one. What has not been read stays in the reader and in the
 * socket, so that a client is slowed down instead of memory filled.
 */
public final class Session implements ConnectionHandler, Lane.Member {
    private static final System.Logger LOG = System.getLogger("io.qmp.server.session");

    private final SessionTerms terms;
    private final SessionInfo info;
    private final Connection connection;
    private final MessageReader reader;
    private final MessageWriter writer;
    private final Consumer<Session> whenEnded;
    private final CommandContext inBand;
    private final CommandContext outOfBand;
    private final ReceivedDescriptors descriptors = new ReceivedDescriptors();
    private final Queue<QmpMessage> requests = new ArrayDeque<>();

    private SessionState state = new Negotiating();
    private long bytesFed;
    private boolean oob;
    private int inBandUnanswered;
    private boolean inLane;
    private boolean oobRunning;
    private boolean pumping;
    private boolean paused;
    private boolean inputEnded;
    private boolean unflushed;

    /**
     * Makes a session; {@link #open} begins it.
     *
     * @param whenEnded is told when the connection has ended
     */
    public Session(
            SessionTerms terms,
            SessionInfo info,
            Connection connection,
            MessageReader reader,
            MessageWriter writer,
            Consumer<Session> whenEnded) {
        this.terms = terms;
        this.info = info;
        this.connection = connection;
        this.reader = reader;
        this.writer = writer;
        this.whenEnded = whenEnded;
        this.inBand = new HandlerContext(info, false, descriptors);
        this.outOfBand = new HandlerContext(info, true, descriptors);
    }

    /** Greets the client and begins to read. */
    public void open() {
        LOG.log(Level.DEBUG, () -> info + ": opened");
        send(terms.greeting());
        connection.handler(this);
    }

    /** Sends what has been written and closes the connection; nothing more is read or answered. */
    public void close() {
        end();
        connection.close();
    }

    /** Closes the connection without waiting for the client to take what has been written. */
    public void abort() {
        close();
        connection.abort();
    }

    /** {@return the name of this session for logs and handlers} */
    public SessionInfo info() {
        return info;
    }

    /** {@return whether events are sent to the client} */
    public boolean hearsEvents() {
        return state.hearsEvents();
    }

    /** {@return what writes for this session; sessions of one format share it} */
    public MessageWriter writer() {
        return writer;
    }

    /**
     * Sends an event.
     *
     * @param event the event
     * @param bytes what {@link #writer} has made of it
     */
    public void sendEvent(Event event, ByteBuffer bytes) {
        if (connection.pendingBytes() > terms.unreadLimit().events()) {
            LOG.log(Level.WARNING, () -> info + ": reads too slowly, event " + event.name() + " dropped");
        } else {
            write(bytes);
        }
    }

    SessionTerms terms() {
        return terms;
    }

    CommandContext context(boolean isOutOfBand) {
        return isOutOfBand ? outOfBand : inBand;
    }

    /** Negotiation has succeeded. */
    void negotiated(boolean oobEnabled) {
        state = new Ready();
        oob = oobEnabled;
        if (oob) {
            reader.enableOob();
        }
        LOG.log(Level.DEBUG, () -> info + ": negotiated" + (oobEnabled ? ", out-of-band enabled" : ""));
    }

    @Override
    public void received(ByteBuffer bytes) {
        if (state instanceof Closing) {
            return;
        }
        terms.flusher().beginTurn();
        try {
            bytesFed += bytes.remaining();
            reader.feed(bytes);
            pump();
        } finally {
            terms.flusher().endTurn();
        }
    }

    @Override
    public void received(ByteBuffer bytes, List<FileDescriptor> passed) {
        if (state instanceof Closing) {
            passed.forEach(FileDescriptor::close);
        } else {
            descriptors.arrived(bytesFed, passed);
            received(bytes);
        }
    }

    @Override
    public void inputEnded() {
        inputEnded = true;
        pump();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        LOG.log(Level.DEBUG, () -> info + ": closed", cause);
        end();
        whenEnded.accept(this);
    }

    private void end() {
        state = new Closing();
        requests.clear();
        descriptors.close();
    }

    /** Reads messages as long as it may. */
    private void pump() {
        if (pumping) {
            return; // an answer within the loop below; the loop goes on by itself
        }
        pumping = true;
        try {
            while (!(state instanceof Closing) && !suspended()) {
                QmpMessage message = reader.next();
                if (message == null) {
                    descriptors.readAll();
                    if (inputEnded) {
                        close(); // what is unfinished is dropped, as are answers that are still to come
                    }
                    break;
                }
                descriptors.read(message, bytesFed - reader.pendingBytes());
                accept(message);
            }
        } finally {
            pumping = false;
        }
        if (paused != suspended()) {
            paused = !paused;
            if (paused) {
                connection.pause();
            } else {
                connection.resume();
            }
        }
    }

    private boolean suspended() {
        return oobRunning || (oob ? requests.size() >= terms.queueLength() : inBandUnanswered > 0);
    }

    private void accept(QmpMessage message) {
        if (isOutOfBand(message)) {
            oobRunning = true;
            execute(message, this::answeredOutOfBand);
        } else {
            inBandUnanswered++;
            requests.add(message);
            if (!inLane) {
                inLane = true;
                terms.lane().enter(this);
            }
        }
    }

    private static boolean isOutOfBand(QmpMessage message) {
        return message instanceof Request request
                ? request.outOfBand()
                : message instanceof Malformed malformed && malformed.outOfBand();
    }

    @Override
    public void takeTurn() {
        QmpMessage message = requests.poll();
        inLane = !requests.isEmpty();
        if (inLane) {
            terms.lane().enter(this);
        }
        if (message == null) {
            terms.lane().turnEnded(); // the session was closed meanwhile
            return;
        }
        execute(message, this::answeredInBand);
        pump(); // a place in the queue has become free
    }

    private void execute(QmpMessage message, Consumer<Reply> answer) {
        descriptors.executing(message);
        if (message instanceof Request request) {
            state.execute(request, this, answer);
        } else if (message instanceof Malformed malformed) {
            answer.accept(new Reply.Failure(malformed.error(), malformed.id()));
        } else {
            throw new IllegalArgumentException("a reader of requests returned " + message);
        }
    }

    private void answeredInBand(Reply reply) {
        inBandUnanswered--;
        answer(reply);
        terms.lane().turnEnded();
    }

    private void answeredOutOfBand(Reply reply) {
        oobRunning = false;
        answer(reply);
    }

    /** Sends a reply and reads on. */
    private void answer(Reply reply) {
        if (!(state instanceof Closing)) {
            send(reply);
            pump();
        }
    }

    private void send(QmpMessage message) {
        write(writer.write(message));
    }

    private void write(ByteBuffer bytes) {
        if (connection.pendingBytes() > terms.unreadLimit().everything()) {
            LOG.log(Level.WARNING, () -> info + ": reads too slowly, disconnected");
            abort();
            return;
        }
        connection.write(bytes);
        if (!unflushed) {
            unflushed = true;
            terms.flusher().written(this);
        }
    }

    void flush() {
        unflushed = false;
        connection.flush();
    }
}

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
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.server.dispatch.Lane;
import io.qmp.server.dispatch.LateReply;
import io.qmp.server.guard.Elapsed;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
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
    private final Outbox outbox;
    private final Consumer<Session> whenEnded;
    private final CommandContext inBand;
    private final CommandContext outOfBand;
    private final LateReply lateInBand = this::answeredInBand;
    private final LateReply lateOutOfBand = this::answeredOutOfBand;
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
    private EventLoop.Timer negotiation = () -> {};

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
        this.outbox = new Outbox(terms, info, connection, writer, this);
        this.whenEnded = whenEnded;
        this.inBand = new HandlerContext(info, false, descriptors);
        this.outOfBand = new HandlerContext(info, true, descriptors);
    }

    /** Greets the client and begins to read. */
    public void open() {
        LOG.log(Level.DEBUG, () -> info + ": opened");
        outbox.send(terms.greeting());
        terms.negotiationLimit()
                .ifPresent(limit -> negotiation = connection.loop().schedule(limit, () -> letGo(limit)));
        connection.handler(this);
    }

    private void letGo(Duration limit) {
        terms.log().log(
                "idle",
                Level.WARNING,
                () -> info + ": has not negotiated within " + Elapsed.text(limit.toNanos()) + ", disconnected");
        abort();
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
        return outbox.writer();
    }

    /**
     * Sends an event.
     *
     * @param event the event
     * @param bytes what {@link #writer} has made of it
     */
    public void sendEvent(Event event, ByteBuffer bytes) {
        outbox.send(event, bytes);
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
        negotiation.cancel();
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
        } catch (Throwable e) {
            failed(e);
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
        negotiation.cancel();
        requests.clear();
        descriptors.close();
    }

    /** Reads messages as long as it may. What fails here costs this session. */
    private void pump() {
        if (pumping) {
            return; // an answer within the loop below; the loop goes on by itself
        }
        pumping = true;
        try {
            readMessages();
        } catch (Throwable e) {
            failed(e);
        } finally {
            pumping = false;
        }
        try {
            pauseOrResume();
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void readMessages() {
        while (!(state instanceof Closing) && !suspended()) {
            QmpMessage message = reader.next();
            if (message == null) {
                descriptors.readAll();
                if (inputEnded) {
                    close(); // what is unfinished is dropped, as are answers that are still to come
                }
                return;
            }
            descriptors.read(message, bytesFed - reader.pendingBytes());
            accept(message);
        }
    }

    private void pauseOrResume() {
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
            oobRunning = !execute(message, lateOutOfBand);
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
    public boolean takeTurn() {
        QmpMessage message = requests.poll();
        inLane = !requests.isEmpty();
        if (inLane) {
            terms.lane().enter(this);
        }
        if (message == null) {
            return true; // the session was closed meanwhile
        }
        boolean answered = execute(message, lateInBand);
        if (answered) {
            inBandUnanswered--;
        }
        pump(); // a place in the queue has become free
        return answered;
    }

    /** Executes a message, and says whether it has been answered; else {@code late} is given the reply. */
    private boolean execute(QmpMessage message, LateReply late) {
        try {
            Reply reply = reply(message, late);
            if (reply == null) {
                return false;
            }
            answer(message, reply);
        } catch (Throwable e) {
            failed(e);
        }
        return true;
    }

    private @Nullable Reply reply(QmpMessage message, LateReply late) {
        descriptors.executing(message);
        if (message instanceof Request request) {
            return state.execute(request, this, late);
        } else if (message instanceof Malformed malformed) {
            return new Reply.Failure(malformed.error(), malformed.id());
        }
        throw new IllegalArgumentException("a reader of requests returned " + message);
    }

    private void answeredInBand(Request request, Reply reply) {
        // Perhaps within a plugin, which must not find itself in another command's handler: the queue moves on later.
        connection.loop().execute(this::endTurn);
        answer(request, reply);
    }

    private void endTurn() {
        try {
            inBandUnanswered--;
            pump();
        } finally {
            terms.lane().turnEnded();
        }
    }

    private void answeredOutOfBand(Request request, Reply reply) {
        connection.loop().execute(this::endOutOfBand);
        answer(request, reply);
    }

    private void endOutOfBand() {
        oobRunning = false;
        pump();
    }

    private void answer(QmpMessage message, Reply reply) {
        if (!(state instanceof Closing)) {
            outbox.send(reply, message);
        }
    }

    /** The reply to a message whose reply cannot be written. */
    Reply unwritable(QmpMessage message, Throwable failure) {
        if (message instanceof Request request) {
            return terms.dispatcher().unwritable(request, context(request.outOfBand()), failure);
        }
        throw new IllegalStateException("an error of the reader cannot be written", failure);
    }

    /** Something has failed that must not: this session ends, the others go on. */
    void failed(Throwable failure) {
        terms.log().log("session", Level.ERROR, () -> info + ": failed and is disconnected", failure);
        abort();
    }
}

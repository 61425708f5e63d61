package io.qmp.server.session;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.log.Elapsed;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.ServerMetrics.SessionEnd;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.server.dispatch.InBandQueue;
import io.qmp.server.dispatch.LateReply;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client, from the greeting until its connection is closed. Everything happens on the connection's loop.
 *
 * <p>{@link Inbox} reads requests, {@link RequestQueue} decides when they are executed, {@link SessionState} executes
 * them, {@link Outbox} sends the replies.
 */
final class Session implements RequestQueue.Owner {
    private final SessionConfig config;
    private final SessionInfo info;
    private final Connection connection;
    private final Consumer<Session> whenClosed;
    private final ReceivedDescriptors descriptors = new ReceivedDescriptors();
    private final CommandContext inBand;
    private final CommandContext outOfBand;
    private final SessionReport report;
    private final EventRules events;
    private final Inbox inbox;
    private final Outbox outbox;

    private SessionState state;
    private RequestQueue requests;
    private EventLoop.Timer negotiation = () -> {};
    private @Nullable SessionEnd end;
    private boolean negotiated;

    /**
     * Makes a session; {@link #open} begins it.
     *
     * @param flusher flushes the connection at the end of a turn
     * @param whenClosed is called when the connection has closed, once
     */
    Session(
            SessionConfig config,
            Flusher flusher,
            SessionInfo info,
            MessageChannel channel,
            Consumer<Session> whenClosed) {
        this.config = config;
        this.info = info;
        this.connection = channel.connection();
        this.whenClosed = whenClosed;
        this.inBand = new HandlerContext(info, false, descriptors);
        this.outOfBand = new HandlerContext(info, true, descriptors);
        this.report = new SessionReport(config.observers(), info, connection.loop());
        this.events = new EventRules(info, config.filters());
        this.inbox = new Inbox(this, channel, descriptors, flusher);
        this.outbox = new Outbox(this, channel, flusher, config.limits().unread(), report);
        this.requests = requests(false);
        this.state = new Ungreeted(config.negotiation().greetings());
    }

    /**
     * Begins to read, and greets the client as soon as the greeting is known.
     *
     * @return receives the bytes of the connection
     */
    ConnectionHandler open() {
        report.opened();
        state.opened(this); // a plugin may have disconnected the client at once
        connection.handler(inbox);
        return inbox;
    }

    /** Ends the session if the client has not negotiated within the limit, if any, since its commands are executed. */
    void limitNegotiation() {
        config.negotiation().limit().ifPresent(limit -> inBandQueue().whenReady(() -> limitNegotiation(limit)));
    }

    private void limitNegotiation(Duration limit) {
        if (end != null) {
            return;
        }
        negotiation = connection.loop().schedule(limit, () -> {
            String time = Elapsed.text(limit.toNanos());
            report.misbehaviour("idle", () -> "has not negotiated within " + time + ", disconnected");
            abort(SessionEnd.NOT_NEGOTIATED);
        });
    }

    /** Greets the client, and begins negotiation; in a dialect without it, begins to execute commands. */
    void greet(Greeting greeting) {
        try {
            // The state comes first: what sees the greeting being sent may end the session.
            state = config.greeted(greeting);
            inbox.greeted(greeting);
            outbox.greet(greeting);
            readOn();
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Closes the connection when the client has read what was sent; nothing more is read or answered. */
    void close() {
        close(SessionEnd.SERVER);
    }

    /** As {@link #close()}, for a reason. */
    void close(SessionEnd why) {
        end(why);
        connection.close();
    }

    /** Closes the connection without waiting for the client to read what was sent. */
    void abort() {
        abort(SessionEnd.SERVER);
    }

    void abort(SessionEnd why) {
        close(why);
        connection.abort();
    }

    /** {@return the connection, which is not used any more} The session ends without a word to the client. */
    Released release() {
        SessionEnd why = end(SessionEnd.SERVER);
        boolean inputEnded = inbox.release();
        report.closed(why, null);
        return new Released(connection, inputEnded);
    }

    /** {@return the name of this session for logs and handlers} */
    SessionInfo info() {
        return info;
    }

    /** {@return whether an event is sent to the client} */
    boolean hears(Event event) {
        return state.hearsEvents() && events.pass(event);
    }

    /** Sets which events the client receives, besides the rules for all sessions. */
    void filter(EventFilter filter) {
        events.own(filter);
    }

    /** {@return what orders the in-band commands of this session} */
    InBandQueue inBandQueue() {
        return config.commands().inBandQueue();
    }

    /** {@return whether the connection is read, and messages are sent} */
    boolean isOpen() {
        return state.isOpen();
    }

    /** {@return whether the client has been greeted} */
    boolean isGreeted() {
        return state.isGreeted();
    }

    /** {@return the writer of this session; sessions of one format share it} */
    MessageWriter writer() {
        return outbox.writer();
    }

    /** Sets the writer, from the next message on. */
    void writer(MessageWriter writer) {
        outbox.writer(writer);
    }

    /**
     * Sends an event.
     *
     * @param bytes what {@link #writer} has made of it
     */
    void sendEvent(Event event, ByteBuffer bytes) {
        outbox.send(event, bytes);
    }

    /** The connection has closed. */
    void closed(@Nullable Throwable cause) {
        report.closed(end(SessionEnd.CLIENT), cause);
        whenClosed.accept(this);
    }

    /** Ends the session; returns why it has ended first. */
    private SessionEnd end(SessionEnd why) {
        SessionEnd first = end == null ? why : end;
        end = first;
        state = new Closing();
        negotiation.cancel();
        requests.clear();
        descriptors.close();
        report.lost();
        return first;
    }

    /** Negotiation has succeeded. */
    void negotiated(boolean withOutOfBand) {
        negotiated = true;
        state = new Ready(config.commands().dispatcher(), true);
        negotiation.cancel();
        if (withOutOfBand) {
            inbox.enableOutOfBand();
            requests = requests(true);
        }
        report.debug(() -> "negotiated" + (withOutOfBand ? ", out-of-band enabled" : ""));
    }

    private RequestQueue requests(boolean withOutOfBand) {
        InBandQueue queue = inBandQueue();
        SessionLimits limits = config.limits();
        if (config.commands().overlaps()) {
            return new OverlappingRequests(this, queue, limits.unanswered(withOutOfBand), withOutOfBand);
        }
        return withOutOfBand
                ? new OutOfBandRequests(this, queue, limits.queueLength())
                : new InBandRequests(this, queue);
    }

    /** {@return what has read the requests, after the end of the session; {@code null} if nothing has} */
    @Nullable
    MessageReader reader() {
        return inbox.reader();
    }

    boolean hasNegotiated() {
        return negotiated;
    }

    /** Whether the next request may be read. */
    boolean takesRequests() {
        return state.takesRequests() && requests.hasRoom();
    }

    /** Whether nothing can be read until a command is answered. */
    boolean isFull() {
        return !requests.hasRoom();
    }

    /** Whether the end of the client's input ends the session now. */
    boolean mayEnd() {
        return requests.mayEnd();
    }

    /** Takes a message that has been read. */
    void accept(QmpMessage message) {
        report.received(message);
        requests.add(message);
    }

    @Override
    public void readOn() {
        inbox.readOn();
    }

    @Override
    public @Nullable Reply execute(QmpMessage message, LateReply late) {
        try {
            report.begins(message);
            return reply(message, late);
        } catch (Throwable e) {
            failed(e);
            return new Reply.Failure(QmpError.generic("the session has failed"), null); // is not sent any more
        }
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

    @Override
    public void answer(QmpMessage message, Reply reply) {
        if (state.isOpen()) {
            outbox.answer(message, reply);
        }
    }

    /** The context of a command. Commands that overlap have one each, by which {@code SlowCommands} knows them. */
    CommandContext context(boolean isOutOfBand) {
        if (isOutOfBand) {
            return outOfBand;
        }
        return config.commands().overlaps() ? new HandlerContext(info, false, descriptors) : inBand;
    }

    @Override
    public void later(Runnable task) {
        outbox.later(task);
    }

    EventLoop loop() {
        return connection.loop();
    }

    /** The reply to a message whose reply cannot be written. */
    Reply unwritable(QmpMessage message, Throwable failure) {
        if (message instanceof Request request) {
            Reply reply = config.commands().dispatcher().unwritable(request, context(request.outOfBand()), failure);
            report.answered(message, reply);
            return reply;
        }
        throw new IllegalStateException("an error of the reader cannot be written", failure);
    }

    /** Ends this session, which is not to be served; the reason is for the log. */
    void refuse(String reason) {
        report.misbehaviour("refused", () -> "is not served, disconnected: " + reason);
        abort(SessionEnd.FAILED);
    }

    /** Ends this session after a failure that is not the client's; other sessions go on. */
    void failed(Throwable failure) {
        report.failed(failure);
        abort(SessionEnd.FAILED);
    }
}

package io.qmp.server.session;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.log.Elapsed;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.ServerMetrics.SessionEnd;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.MessageWriter;
import io.qmp.server.dispatch.InBandQueue;
import io.qmp.server.dispatch.LateReply;
import io.qmp.server.guard.LoopTasks;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client, from the greeting until its connection is closed. Everything happens on the connection's loop.
 *
 * <p>{@link Inbox} reads requests, {@link RequestQueue} decides when they are executed, {@link SessionState} executes
 * them, {@link Outbox} sends the replies.
 */
public final class Session implements ConnectionHandler {
    private static final System.Logger LOG = System.getLogger("io.qmp.server.session");

    private final SessionConfig config;
    private final Flusher flusher;
    private final SessionInfo info;
    private final Connection connection;
    private final Consumer<Session> whenEnded;
    private final ReceivedDescriptors descriptors = new ReceivedDescriptors();
    private final CommandContext inBand;
    private final CommandContext outOfBand;
    private final Inbox inbox;
    private final Outbox outbox;

    private final @Nullable Taps taps;
    private SessionState state;
    private @Nullable EventFilter filter;
    private RequestQueue requests;
    private EventLoop.Timer negotiation = () -> {};
    private final @Nullable ServerMetrics metrics;
    private final @Nullable CommandTimes times; // only if there are metrics
    private @Nullable SessionEnd end;

    /**
     * Makes a session; {@link #open} begins it.
     *
     * @param flusher flushes the connection at the end of a turn
     * @param whenEnded is called when the connection has closed, once
     */
    Session(
            SessionConfig config,
            Flusher flusher,
            SessionInfo info,
            MessageChannel channel,
            Consumer<Session> whenEnded) {
        this.config = config;
        this.flusher = flusher;
        this.info = info;
        this.connection = channel.connection();
        this.whenEnded = whenEnded;
        this.inBand = new HandlerContext(info, false, descriptors);
        this.outOfBand = new HandlerContext(info, true, descriptors);
        this.inbox = new Inbox(this, channel, descriptors);
        this.outbox = new Outbox(this, channel, flusher, config.limits().unread());
        this.metrics = config.observers().metrics();
        this.times = metrics == null ? null : new CommandTimes(metrics, info, connection.loop());
        this.taps =
                config.observers().taps().isEmpty() ? null : config.observers().taps();
        this.state = new Ungreeted();
        this.requests = new InBandRequests(this, inBandQueue());
    }

    /** Begins to read, and greets the client as soon as the greeting is known. */
    void open() {
        LOG.log(Level.DEBUG, () -> info + ": opened");
        if (metrics != null) {
            metrics.sessionOpened(info);
        }
        config.negotiation()
                .limit()
                .ifPresent(limit -> negotiation = connection.loop().schedule(limit, () -> negotiationTimedOut(limit)));
        greet(config.negotiation().greetings().greeting(info));
        connection.handler(this);
    }

    private void greet(CompletionStage<Greeting> source) {
        try {
            if (source.getClass() == CompletableFuture.class
                    && source instanceof CompletableFuture<Greeting> known
                    && known.isDone()
                    && !known.isCompletedExceptionally()) {
                greeted(known.getNow(null), null);
            } else { // in a task of its own: code that completes the stage must not run handlers of commands
                source.whenComplete((greeting, failure) -> LoopTasks.later(loop(), () -> greeted(greeting, failure)));
            }
        } catch (Throwable failure) { // the stage may be a class of a plugin
            greeted(null, failure);
        }
    }

    private void greeted(@Nullable Greeting greeting, @Nullable Throwable failure) {
        if (!(state instanceof Ungreeted)) {
            return; // the session has ended, or the stage has called back twice
        }
        try {
            if (greeting == null) {
                throw new IllegalStateException(
                        config.negotiation().greetings() + " has provided no greeting", failure);
            }
            outbox.send(greeting);
            state = new Negotiating(
                    config.negotiation(), greeting.capabilities().contains(WireNames.OOB));
            readOn();
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void negotiationTimedOut(Duration limit) {
        String time = Elapsed.text(limit.toNanos());
        log("idle", () -> "has not negotiated within " + time + ", disconnected");
        abort(SessionEnd.NOT_NEGOTIATED);
    }

    /** Closes the connection when the client has read what was sent; nothing more is read or answered. */
    void close() {
        close(SessionEnd.SERVER);
    }

    /** The client sends nothing more, and all that it has sent is read. */
    void inputRead() {
        close(SessionEnd.CLIENT);
    }

    private void close(SessionEnd why) {
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

    /** {@return the name of this session for logs and handlers} */
    SessionInfo info() {
        return info;
    }

    /** {@return whether an event is sent to the client} */
    boolean hears(Event event) {
        return state.hearsEvents() && passes(event);
    }

    private boolean passes(Event event) {
        for (EventFilter rule : config.filters()) {
            if (!rule.passes(info, event)) {
                return false;
            }
        }
        EventFilter own = filter;
        return own == null || own.passes(info, event);
    }

    /** Sets which events the client receives, besides the rules for all sessions. */
    void filter(EventFilter newFilter) {
        filter = newFilter;
    }

    /** {@return what orders the in-band commands of this session} */
    InBandQueue inBandQueue() {
        return config.commands().inBandQueue();
    }

    /** {@return whether the client has been greeted} */
    boolean isGreeted() {
        return !(state instanceof Ungreeted);
    }

    /** {@return the writer of this session; sessions of one format share it} */
    MessageWriter writer() {
        return outbox.writer();
    }

    /**
     * Sends an event.
     *
     * @param bytes what {@link #writer} has made of it
     */
    void sendEvent(Event event, ByteBuffer bytes) {
        outbox.send(event, bytes);
    }

    void eventSent(Event event) {
        if (metrics != null) {
            metrics.eventSent(info, event.name());
        }
    }

    void eventDropped(Event event) {
        if (metrics != null) {
            metrics.eventDropped(info, event.name());
        }
    }

    @Override
    public void received(ByteBuffer bytes) {
        if (!state.isOpen()) {
            return;
        }
        flusher.beginTurn();
        try {
            inbox.received(bytes);
        } catch (Throwable e) {
            failed(e);
        } finally {
            flusher.endTurn();
        }
    }

    @Override
    public void received(ByteBuffer bytes, List<FileDescriptor> passed) {
        if (state.isOpen()) {
            inbox.received(passed);
            received(bytes);
        } else {
            passed.forEach(FileDescriptor::close);
        }
    }

    @Override
    public void inputEnded() {
        inbox.ended();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        LOG.log(Level.DEBUG, () -> info + ": closed", cause);
        SessionEnd why = end(SessionEnd.CLIENT);
        if (metrics != null) {
            metrics.sessionClosed(info, why);
        }
        whenEnded.accept(this);
    }

    /** Ends the session; returns why it has ended first. */
    private SessionEnd end(SessionEnd why) {
        SessionEnd first = end == null ? why : end;
        end = first;
        state = new Closing();
        negotiation.cancel();
        requests.clear();
        descriptors.close();
        if (times != null) {
            times.lost();
        }
        return first;
    }

    /** Negotiation has succeeded. */
    void negotiated(boolean withOutOfBand) {
        state = new Ready(config.commands().dispatcher());
        negotiation.cancel();
        if (withOutOfBand) {
            inbox.enableOutOfBand();
            requests =
                    new OutOfBandRequests(this, inBandQueue(), config.limits().queueLength());
        }
        LOG.log(Level.DEBUG, () -> info + ": negotiated" + (withOutOfBand ? ", out-of-band enabled" : ""));
    }

    /** Whether the next request may be read. */
    boolean takesRequests() {
        return state.takesRequests() && requests.hasRoom();
    }

    /** Whether nothing can be read until a command is answered. */
    boolean isFull() {
        return !requests.hasRoom();
    }

    /** Takes a message that has been read. */
    void accept(QmpMessage message) {
        if (times != null) {
            times.read(message);
        }
        if (taps != null) {
            taps.received(info, message);
        }
        requests.add(message);
    }

    /** Goes on reading: there may be room for another request. */
    void readOn() {
        inbox.readOn();
    }

    /**
     * Executes a message. Throws nothing.
     *
     * @param late receives the reply if this call returns {@code false}
     * @return whether the message has been answered
     */
    boolean execute(QmpMessage message, LateReply late) {
        try {
            if (times != null) {
                times.begins(message);
            }
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

    /** Sends the reply to a message; drops it if the session is closed. */
    void answer(QmpMessage message, Reply reply) {
        if (state.isOpen()) {
            outbox.send(reply, message);
            if (times != null) {
                times.answered(message, reply);
            }
        }
    }

    /** A message has been queued; {@code answered} is what it answers, if it is a reply. */
    void sent(QmpMessage message, @Nullable QmpMessage answered) {
        if (taps != null) {
            taps.sent(info, message, answered);
        }
    }

    CommandContext context(boolean isOutOfBand) {
        return isOutOfBand ? outOfBand : inBand;
    }

    EventLoop loop() {
        return connection.loop();
    }

    /** The reply to a message whose reply cannot be written. */
    Reply unwritable(QmpMessage message, Throwable failure) {
        if (message instanceof Request request) {
            Reply reply = config.commands().dispatcher().unwritable(request, context(request.outOfBand()), failure);
            if (times != null) {
                times.answered(message, reply);
            }
            return reply;
        }
        throw new IllegalStateException("an error of the reader cannot be written", failure);
    }

    /** Ends this session after a failure that is not the client's; other sessions go on. */
    void failed(Throwable failure) {
        config.observers().log().log("session", Level.ERROR, () -> info + ": failed and is disconnected", failure);
        abort(SessionEnd.FAILED);
    }

    /** Logs what the client has done wrong; the rate of each kind is limited. */
    void log(String kind, Supplier<String> text) {
        config.observers().log().log(kind, Level.WARNING, () -> info + ": " + text.get());
    }
}

package io.qmp.client;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.WireFormat;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The life of one connection, from its opening to its end. */
final class Session implements Wire.Receiver {
    /** Is told how a session fares. */
    interface Owner {
        /** Commands may be executed. */
        void running(Session session);

        /** The session is over; called once, as the last. */
        void ended(Session session, QmpException cause);
    }

    /** A peer that sends so much in a row that is neither a message nor the answer to a command does not speak QMP. */
    private static final int RUBBISH_IN_A_ROW = 16;

    private static final String SHUTDOWN = "SHUTDOWN";

    private final ClientOptions options;
    private final EventHub events;
    private final Owner owner;
    private final EventLoop loop;
    private final Wire wire;
    private final PendingCommands commands;
    private final Handshake handshake;
    private final EventLoop.Timer negotiationTimer;
    private final @Nullable IdleProbe probe;
    private EventLoop.@Nullable Timer closeTimer;
    private Optional<Greeting> greeting = Optional.empty();
    private boolean ready;
    private boolean oob;
    private int rubbish;
    private @Nullable QmpException end;

    Session(
            Connection connection,
            ClientOptions options,
            long firstId,
            Function<Session, Handshake> handshake,
            EventHub events,
            Owner owner) {
        this.options = options;
        this.events = events;
        this.owner = owner;
        this.loop = connection.loop();
        this.wire = new Wire(
                connection,
                options.codec().newReplyReader(options.readerLimits()),
                options.codec().newWriter(WireFormat.CLIENT),
                options.tap().ofConnection(loop::nanoTime),
                options.writeLimit(),
                this);
        this.commands = new PendingCommands(loop, wire, firstId, options);
        this.handshake = handshake.apply(this);
        this.probe = options.idle()
                .map(limits -> new IdleProbe(loop, limits, this::probe, this::silent))
                .orElse(null);
        this.negotiationTimer = loop.schedule(options.negotiationLimit(), this::overdue);
    }

    void open() {
        wire.open();
        handshake.begin();
    }

    Optional<Greeting> greeting() {
        return greeting;
    }

    boolean wantsOob() {
        return options.oob();
    }

    /** Sends the byte that brings a guest agent's parser into a known state. */
    void sendSentinel() {
        commands.sentSentinel();
        wire.sendSentinel();
    }

    /** Drops what comes until the peer sends that byte, too. */
    void skipToSentinel() {
        wire.skipToSentinel();
    }

    /** Executes a command of a user. */
    void submit(PendingCommand<?> command) {
        if (!ready || end != null) {
            command.refuseToSend(wire.peer() + " is not ready for commands", null);
        } else if (command.outOfBand() && !oob) {
            command.refuseToSend(wire.peer() + " has not agreed to execute commands out of band", null);
        } else {
            commands.submit(command);
        }
    }

    /** Executes a command of the handshake, whose time is limited as a whole. */
    CompletableFuture<QmpValue> execute(String name, QmpObject arguments) {
        CommandLimit limit = new CommandLimit(options.negotiationLimit(), options.negotiationLimit());
        PendingCommand<QmpValue> command =
                new PendingCommand<>(name, arguments, false, limit, Optional.empty(), value -> value);
        commands.submit(command);
        return command;
    }

    /** The handshake has succeeded. */
    void ready(Optional<Greeting> newGreeting, boolean newOob) {
        negotiationTimer.cancel();
        greeting = newGreeting;
        oob = newOob;
        if (oob) {
            commands.limitInBand(options.inBandLimit());
        }
        ready = true;
        if (probe != null) {
            probe.start();
        }
        owner.running(this);
    }

    private boolean probe() {
        if (!commands.isIdle()) {
            return false;
        }
        execute(handshake.probe(), QmpObject.EMPTY);
        return true;
    }

    private void silent() {
        fail(new ConnectionLostException("the connection to " + wire.peer()
                + " was given up: it sent nothing, not even an answer to " + handshake.probe()));
    }

    /** The handshake has failed. */
    void refused(Throwable cause) {
        fail(new NegotiationException("connected to " + wire.peer() + ", but " + cause.getMessage(), cause));
    }

    private void overdue() {
        fail(new NegotiationException("connected to " + wire.peer() + ", but within "
                + options.negotiationLimit().toMillis() + " ms " + handshake.overdue()));
    }

    /** Ends the session in order. It is cut off if the peer does not take what was sent. */
    void close() {
        endWith(new ConnectionLostException("the client was closed"), commands::failAllWritten);
        closeTimer = loop.schedule(options.closeLimit(), wire::abort);
        wire.close();
    }

    private void fail(QmpException cause) {
        endWith(cause, commands::failAll);
        wire.abort();
    }

    private void endWith(QmpException cause, Consumer<QmpException> endCommands) {
        if (end == null) {
            end = cause;
            negotiationTimer.cancel();
            if (probe != null) {
                probe.stop();
            }
            endCommands.accept(cause);
        }
    }

    @Override
    public void heard() {
        if (probe != null) {
            probe.received();
        }
    }

    @Override
    public void received(QmpMessage message) {
        if (message instanceof Malformed unreadable) {
            unreadable(unreadable);
            return;
        }
        rubbish = 0;
        if (message instanceof Reply reply) {
            answered(reply);
        } else if (message instanceof Event event) {
            if (event.name().equals(SHUTDOWN)) {
                commands.machineEnds();
            }
            events.publish(event);
        } else if (message instanceof Greeting hello) {
            greeted(hello);
        }
    }

    private void answered(Reply reply) {
        if (ready && reply instanceof Reply.Failure failure && isUnnegotiated(failure.error())) {
            replaced("it answers: " + failure.error().desc());
        } else {
            commands.answered(reply);
        }
    }

    private static boolean isUnnegotiated(QmpError error) {
        return error.errorClass().equals(QmpError.COMMAND_NOT_FOUND)
                && error.desc().startsWith("Expecting capabilities negotiation");
    }

    private void greeted(Greeting hello) {
        if (ready && greeting.isPresent()) {
            replaced("it greets again");
        } else {
            handshake.greeted(hello);
        }
    }

    /** The monitor that agreed on capabilities has been deleted, and another one is at the end of the connection. */
    private void replaced(String sign) {
        fail(new ConnectionLostException("the monitor of " + wire.peer() + " was made anew: " + sign));
    }

    private void unreadable(Malformed message) {
        options.metrics().unreadable();
        String desc = Redaction.SECRETS.text(message.error().desc());
        options.log().log(
                "unreadable",
                Level.WARNING,
                () -> wire.peer() + " sent what cannot be read ("
                        + message.kind().name().toLowerCase(Locale.ROOT) + "): " + desc);
        if (message.kind() == Malformed.Kind.EVENT) {
            return;
        }
        if (message.kind() == Malformed.Kind.REPLY && commands.unreadable(message)) {
            return;
        }
        rubbish++;
        if (rubbish == RUBBISH_IN_A_ROW) {
            fail(new ProtocolViolationException(wire.peer() + " does not speak QMP: " + desc));
        }
    }

    @Override
    public void broken(Throwable failure) {
        fail(new ProtocolViolationException("what " + wire.peer() + " sent could not be dealt with", failure));
    }

    @Override
    public void stuck() {
        fail(new ConnectionLostException(
                "the connection to " + wire.peer() + " was given up: it took nothing of what was" + " sent for "
                        + options.writeLimit().toMillis() + " ms"));
    }

    @Override
    public void ended(@Nullable Throwable cause, boolean withinMessage) {
        if (closeTimer != null) {
            closeTimer.cancel();
        }
        endWith(
                end(cause, withinMessage ? " has ended in the middle of a message" : " has ended"),
                commands::peerEnded);
        if (end != null) {
            owner.ended(this, end);
        }
    }

    /** A transport that learned late that the server refuses this client says so by the cause. */
    private QmpException end(@Nullable Throwable cause, String what) {
        if (ready) {
            return new ConnectionLostException("the connection to " + wire.peer() + what, cause);
        }
        return cause instanceof ConnectFailedException refusal
                ? refusal
                : new NegotiationException(
                        "connected to " + wire.peer() + ", but the connection" + what
                                + " before it was ready for commands",
                        cause);
    }
}

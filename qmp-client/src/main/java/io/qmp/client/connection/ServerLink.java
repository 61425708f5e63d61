package io.qmp.client.connection;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.command.CommandTime;
import io.qmp.client.command.PendingCommand;
import io.qmp.client.command.PendingCommands;
import io.qmp.client.command.ResultReader;
import io.qmp.client.command.SchemaPreflight;
import io.qmp.client.event.EventHub;
import io.qmp.client.observe.Observation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection to a server, from its opening to its end: handshake, messages in both directions, liveness. */
public final class ServerLink implements MessageChannel.Receiver {
    /** Callbacks for changes of a link's state. */
    interface Owner {
        /** Commands may be executed. */
        void running(ServerLink link);

        /** The connection has ended; called once, as the last. */
        void ended(ServerLink link, QmpException cause);
    }

    private static final String SHUTDOWN = "SHUTDOWN";

    private final LinkSettings settings;
    private final Observation observation;
    private final EventHub events;
    private final Owner owner;
    private final EventLoop loop;
    private final MessageChannel channel;
    private final PendingCommands commands;
    private final SchemaPreflight preflight;
    private final Handshake handshake;
    private final EventLoop.Timer negotiationTimer;
    private final @Nullable IdleProbe probe;
    private final UnreadableMessages unreadable;
    private final LinkFailures failures;
    private EventLoop.@Nullable Timer closeTimer;
    private Optional<Greeting> greeting = Optional.empty();
    private boolean ready;
    private boolean outOfBand;
    private @Nullable QmpException end;

    ServerLink(Connection raw, LinkContext context, Owner owner) {
        Connection connection = context.protocol().decorate(raw);
        this.settings = context.settings();
        this.observation = context.observation();
        this.failures = new LinkFailures(connection.peer(), settings.times());
        this.unreadable = new UnreadableMessages(observation);
        this.events = context.events();
        this.owner = owner;
        this.loop = connection.loop();
        this.channel =
                new MessageChannel(connection, settings, observation.tap().ofConnection(loop::nanoTime), this);
        this.commands = new PendingCommands(
                context.watch(),
                channel,
                new PendingCommands.Bounds(context.nextFirstId(), settings.pendingLimit()),
                observation,
                context.gauges());
        this.preflight = new SchemaPreflight(context.binder(), loop, settings.schemaQueryTime(), commands::send);
        this.handshake = context.protocol().handshake(this);
        this.probe = settings.times()
                .idle()
                .map(limits -> new IdleProbe(loop, limits, this::probe, this::probeOutOfBand, this::silent))
                .orElse(null);
        this.negotiationTimer = loop.schedule(settings.times().negotiation(), this::overdue);
    }

    void open() {
        if (!observation.tap().isWatched()) {
            channel.resultTypes(commands::resultType);
        }
        channel.open();
        handshake.begin();
    }

    Optional<Greeting> greeting() {
        return greeting;
    }

    boolean wantsOutOfBand() {
        return settings.outOfBand();
    }

    /** {@return where commands of the user go once this link is running} */
    Consumer<PendingCommand<?>> commandRoute() {
        return settings.checksPeer() ? preflight::check : commands::send;
    }

    /** {@return the introspection of the peer} */
    CompletableFuture<Schema> schema() {
        return preflight.schema();
    }

    /** Executes a command of the handshake, whose time is limited as a whole. */
    public CompletableFuture<QmpValue> execute(String name, QmpObject arguments) {
        return send(new Request(name, arguments, null, false));
    }

    private CompletableFuture<QmpValue> send(Request request) {
        CommandTime limit =
                CommandTime.of(settings.times().negotiation(), settings.times().negotiation());
        PendingCommand<QmpValue> command = new PendingCommand<>(request, limit, Optional.empty(), ResultReader.VALUE);
        commands.send(command);
        return command;
    }

    /** The handshake has succeeded. */
    public void ready(Optional<Greeting> newGreeting, boolean oob) {
        negotiationTimer.cancel();
        greeting = newGreeting;
        outOfBand = oob;
        if (oob) {
            commands.allowOutOfBand(settings.inBandLimit());
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

    /** Whether the peer knows the command out of band does not matter: an error is an answer, too. */
    private boolean probeOutOfBand() {
        if (outOfBand) {
            send(new Request(handshake.probe(), QmpObject.EMPTY, null, true));
        }
        return outOfBand;
    }

    private void silent() {
        fail(failures.silent(handshake.probe(), outOfBand));
    }

    /** The handshake has failed. */
    public void refused(Throwable cause) {
        fail(failures.refused(cause));
    }

    private void overdue() {
        fail(failures.overdue(handshake));
    }

    /** Ends the session in order. It is cut off if the peer does not take what was sent. */
    void close() {
        endWith(new ConnectionLostException("the client was closed"), commands::failAllWritten);
        closeTimer = loop.schedule(settings.times().close(), channel::abort);
        channel.close();
    }

    private void fail(QmpException cause) {
        endWith(cause, commands::failAll);
        channel.abort();
    }

    private void endWith(QmpException cause, Consumer<QmpException> endCommands) {
        if (end == null) {
            end = cause;
            negotiationTimer.cancel();
            if (probe != null) {
                probe.stop();
            }
            endCommands.accept(cause);
            preflight.stop();
        }
    }

    @Override
    public void heard() {
        commands.wakeUps().hold();
        if (probe != null) {
            probe.received();
        }
    }

    @Override
    public void dealtWith() {
        commands.wakeUps().release();
    }

    @Override
    public void received(QmpMessage message) {
        if (message instanceof Malformed malformed) {
            unreadable(malformed);
            return;
        }
        unreadable.readAgain();
        if (message instanceof Event event) { // first: that it is no Reply, an interface, takes longer to find out
            happened(event);
        } else if (message instanceof Reply reply) {
            events.handOver();
            answered(reply);
        } else if (message instanceof Greeting hello) {
            greeted(hello);
        }
    }

    private void happened(Event event) {
        if (event.name().equals(SHUTDOWN)) {
            commands.machineEnds();
        }
        events.publish(event);
    }

    private void answered(Reply reply) {
        if (ready
                && handshake.negotiates()
                && reply instanceof Reply.Failure failure
                && isUnnegotiated(failure.error())) {
            fail(failures.replaced("it answers: " + failure.error().desc()));
        } else if (!(reply instanceof Reply.Failure failure
                && failure.id() == null
                && handshake.expects(failure.error()))) {
            commands.answered(reply);
        }
    }

    private static boolean isUnnegotiated(QmpError error) {
        return error.errorClass().equals(QmpError.COMMAND_NOT_FOUND)
                && error.desc().startsWith("Expecting capabilities negotiation");
    }

    private void greeted(Greeting hello) {
        if (ready && greeting.isPresent()) {
            fail(failures.replaced("it greets again"));
        } else {
            handshake.greeted(hello);
        }
    }

    private void unreadable(Malformed message) {
        unreadable.report(message, channel.peer());
        boolean costsItsOwnOnly = message.kind() == Malformed.Kind.EVENT
                || message.kind() == Malformed.Kind.REPLY && commands.unreadable(message);
        if (!costsItsOwnOnly && unreadable.countedAsTooMany()) {
            fail(failures.noQmp(message));
        }
    }

    @Override
    public void broken(Throwable failure) {
        fail(failures.broken(failure));
    }

    @Override
    public void stuck() {
        fail(failures.stuck());
    }

    @Override
    public void ended(@Nullable Throwable cause, boolean withinMessage) {
        if (closeTimer != null) {
            closeTimer.cancel();
        }
        endWith(failures.ended(ready, cause, withinMessage), commands::peerEnded);
        if (end != null) {
            owner.ended(this, end);
        }
    }
}

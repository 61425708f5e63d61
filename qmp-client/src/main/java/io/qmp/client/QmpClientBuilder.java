package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.secret.Redaction;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.TrafficTap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says how a client is to be, and makes it. May be used for more than one client; not for use by several threads.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class QmpClientBuilder {
    private @Nullable WireCodec codec;
    private @Nullable Transport transport;
    private @Nullable EventLoop loop;
    private ConnectOptions connectOptions = ConnectOptions.DEFAULT;
    private ListenOptions listenOptions = ListenOptions.DEFAULT;
    private Optional<Duration> connectWithin = Optional.empty();
    private @Nullable CompletionStage<?> serverEnd;
    private Duration negotiationLimit = Duration.ofSeconds(10);
    private Duration writeLimit = Duration.ofSeconds(60);
    private Duration closeLimit = Duration.ofSeconds(2);
    private CommandLimits commandLimits = CommandLimits.shipped();
    private ReaderLimits readerLimits = ReaderLimits.QEMU;
    private boolean oob = true;
    private int inBandLimit = 8;
    private int pendingLimit = 1 << 16;
    private boolean checksPeer;
    private Optional<IdleProbe.Limits> idle = Optional.empty();
    private EventBuffer eventBuffer = EventBuffer.DEFAULT;
    private Optional<ReconnectPolicy> reconnect = Optional.empty();
    private final List<EventListener> eventListeners = new ArrayList<>();
    private final List<TrafficTap> taps = new ArrayList<>();
    private Redaction redaction = Redaction.SECRETS;
    private ClientMetrics metrics = ClientMetrics.NONE;
    private StateListener stateListener = (before, now, cause) -> {};
    private Function<String, System.Logger> loggers = System::getLogger;

    QmpClientBuilder() {}

    /**
     * Takes a codec; the {@linkplain WireCodec#installed() installed} one unless given.
     *
     * @param newCodec makes messages of bytes
     * @return this builder
     */
    public QmpClientBuilder codec(WireCodec newCodec) {
        codec = newCodec;
        return this;
    }

    /**
     * Takes a transport, which stays its owner's; one of the {@linkplain io.qmp.api.wire.TransportProvider#installed() installed} kind,
     * opened and closed with the client, unless given.
     *
     * @param newTransport makes connections
     * @return this builder
     */
    public QmpClientBuilder transport(Transport newTransport) {
        transport = newTransport;
        return this;
    }

    /**
     * Takes a loop, which may be shared; a new one of the transport's unless given.
     *
     * @param newLoop one of the loops of the transport given
     * @return this builder
     */
    public QmpClientBuilder loop(EventLoop newLoop) {
        loop = newLoop;
        return this;
    }

    /**
     * Says how to connect; plain, five seconds for an attempt, unless given.
     *
     * @param options how
     * @return this builder
     */
    public QmpClientBuilder connectOptions(ConnectOptions options) {
        connectOptions = options;
        return this;
    }

    /**
     * Says how to listen for a server that connects; plain, loopback only, unless given.
     *
     * @param options how
     * @return this builder
     */
    public QmpClientBuilder listenOptions(ListenOptions options) {
        listenOptions = options;
        return this;
    }

    /**
     * Says how long to try: for servers that have not started to listen yet. Unless given, there is one attempt to connect, and a server
     * that is to connect has thirty seconds.
     *
     * @param limit how long
     * @return this builder
     */
    public QmpClientBuilder connectWithin(Duration limit) {
        connectWithin = Optional.of(limit);
        return this;
    }

    /**
     * Says what tells that the server has ended, such as {@link Process#onExit}: then there is no point in waiting for the first
     * connection to it.
     *
     * @param serverEnded completes, or fails, when the server has ended
     * @return this builder
     */
    public QmpClientBuilder giveUpWhen(CompletionStage<?> serverEnded) {
        serverEnd = serverEnded;
        return this;
    }

    /**
     * Says how long the peer may take from the connection to its readiness for commands; ten seconds unless given.
     *
     * @param limit how long
     * @return this builder
     */
    public QmpClientBuilder negotiationLimit(Duration limit) {
        negotiationLimit = positive(limit);
        return this;
    }

    /**
     * Says how long the peer may take nothing of what was sent, before its connection is given up; a minute unless given. It counts
     * from when the operating system's buffers are full, and is longer by the time that a QEMU takes to read what is waiting.
     *
     * @param limit how long
     * @return this builder
     */
    public QmpClientBuilder writeLimit(Duration limit) {
        writeLimit = positive(limit);
        return this;
    }

    /**
     * Says how long closing waits for what was sent to be taken; two seconds unless given.
     *
     * @param limit how long
     * @return this builder
     */
    public QmpClientBuilder closeLimit(Duration limit) {
        closeLimit = positive(limit);
        return this;
    }

    /**
     * Says how long commands may take; as {@linkplain CommandLimits#shipped() shipped} unless given.
     *
     * @param limits for each class of command
     * @return this builder
     */
    public QmpClientBuilder commandLimits(CommandLimits limits) {
        commandLimits = limits;
        return this;
    }

    /**
     * Says how large a message of the peer may be; QEMU's own limits unless given. A reply beyond them
     * fails its command, and is skipped.
     *
     * @param limits the limits
     * @return this builder
     */
    public QmpClientBuilder readerLimits(ReaderLimits limits) {
        readerLimits = limits;
        return this;
    }

    /**
     * Says whether to agree on out-of-band execution where the peer offers it; yes unless given.
     *
     * @param wanted whether
     * @return this builder
     */
    public QmpClientBuilder oob(boolean wanted) {
        oob = wanted;
        return this;
    }

    /**
     * Says how many in-band commands may be unanswered once out-of-band execution is agreed upon; the others wait in the client. Eight
     * unless given: with more, a QEMU stops reading, and out-of-band commands would wait, too.
     *
     * @param commands how many
     * @return this builder
     */
    public QmpClientBuilder inBandLimit(int commands) {
        inBandLimit = positive(commands);
        return this;
    }

    /**
     * Says how many commands may be pending, sent or not; more fail at once with {@link io.qmp.api.error.WrongStateException}. 65536
     * unless given.
     *
     * @param commands how many
     * @return this builder
     */
    public QmpClientBuilder pendingLimit(int commands) {
        pendingLimit = positive(commands);
        return this;
    }

    /**
     * Says whether to send only what the peer knows; no unless given. If so, the client asks for the peer's {@linkplain QmpClient#peerSchema
     * introspection} before its first command, and a command that the peer lacks, or of which it lacks an argument or a value, fails with
     * {@link io.qmp.api.error.PeerLacksException} and is not sent. To a peer that has no introspection, a QEMU before 2.5 or a guest agent,
     * everything is sent.
     *
     * @param wanted whether
     * @return this builder
     */
    public QmpClientBuilder checkPeer(boolean wanted) {
        checksPeer = wanted;
        return this;
    }

    /**
     * Makes the client notice a peer that is silent for good, such as a QEMU that was frozen, or whose monitor was deleted while the
     * connection stayed. Off unless set.
     *
     * <p>When nothing was received for a time and no command is pending, the client sends a command that every peer has and that changes
     * nothing: {@code query-version}, to a guest agent {@code guest-ping}. If nothing at all is received within the limit, the
     * connection is given up, as if it were lost. While a command is pending, its own limits count.
     *
     * @param after how long nothing was received
     * @param limit how long the peer may take to answer; longer than what it may still be busy with when the caller of a command has given it
     *     up
     * @return this builder
     */
    public QmpClientBuilder idleProbe(Duration after, Duration limit) {
        idle = Optional.of(new IdleProbe.Limits(positive(after), positive(limit)));
        return this;
    }

    /**
     * Says how many events subscriptions keep that do not say it themselves; {@link EventBuffer#DEFAULT} unless given.
     *
     * @param buffer how many
     * @return this builder
     */
    public QmpClientBuilder eventBuffer(EventBuffer buffer) {
        eventBuffer = buffer;
        return this;
    }

    /**
     * Makes the client connect again when it loses its connection; it does not unless given.
     *
     * @param policy how
     * @return this builder
     */
    public QmpClientBuilder reconnect(ReconnectPolicy policy) {
        reconnect = Optional.of(policy);
        return this;
    }

    /**
     * Adds somebody who watches the traffic. It is also logged, to {@code io.qmp.client.wire} at level TRACE, if that
     * is on when the client is made.
     *
     * @param tap is shown all messages
     * @return this builder
     */
    public QmpClientBuilder tap(TrafficTap tap) {
        taps.add(tap);
        return this;
    }

    /**
     * Says what taps and logs must not see; {@link Redaction#SECRETS} unless given.
     *
     * @param hidden what
     * @return this builder
     */
    public QmpClientBuilder redaction(Redaction hidden) {
        redaction = hidden;
        return this;
    }

    /**
     * Takes who counts and times.
     *
     * @param newMetrics is told
     * @return this builder
     */
    public QmpClientBuilder metrics(ClientMetrics newMetrics) {
        metrics = newMetrics;
        return this;
    }

    /**
     * Takes who is told of the client's states, from the first on.
     *
     * @param listener is told
     * @return this builder
     */
    public QmpClientBuilder stateListener(StateListener listener) {
        stateListener = listener;
        return this;
    }

    /**
     * Adds a listener to events that is there before the first, even one that comes before the peer's greeting.
     *
     * @param listener is told of each at once, on the client's event loop
     * @return this builder
     */
    public QmpClientBuilder eventListener(EventListener listener) {
        eventListeners.add(listener);
        return this;
    }

    /**
     * Takes the source of loggers; {@link System#getLogger(String)} unless given. Their names are {@code io.qmp.client}, and behind
     * that {@code .command}, {@code .event} and {@code .wire}.
     *
     * @param source the logger of a name
     * @return this builder
     */
    public QmpClientBuilder loggers(Function<String, System.Logger> source) {
        loggers = source;
        return this;
    }

    /**
     * Makes a client that connects to a server.
     *
     * @param address where the server listens
     * @return completes, on the client's loop, with the client when commands may be executed; fails with
     *     {@link io.qmp.api.error.ConnectFailedException}, or with {@link io.qmp.api.error.NegotiationException} if the peer did not
     *     greet or refused. To cancel its {@link CompletionStage#toCompletableFuture} closes the client
     * @throws IllegalStateException if no codec or transport was given and not one of each is installed
     */
    public CompletionStage<QmpClient> connect(QmpAddress address) {
        return assembly().connect(address, connectOptions, connectWithin.orElse(Duration.ZERO));
    }

    /**
     * Makes a client that waits for a server to connect, and then listens no more.
     *
     * @param address where to listen
     * @return completes, and fails, as that of {@link #connect}
     */
    public CompletionStage<QmpClient> accept(QmpAddress address) {
        return assembly().accept(address, listenOptions, connectWithin.orElse(Duration.ofSeconds(30)));
    }

    /**
     * Makes a client that speaks over a connection that is there already. It cannot reconnect.
     *
     * @param connection the client's from now on; nobody has set its handler
     * @return completes, and fails, as that of {@link #connect}
     */
    public CompletionStage<QmpClient> over(Connection connection) {
        return assembly().over(connection);
    }

    /**
     * Makes a client that connects to a guest agent. Out-of-band execution and events are none of its business.
     *
     * @param address where the agent, or the machine that forwards to it, listens
     * @return completes, and fails, as that of {@link #connect}; ready for commands is an agent that has answered
     *     {@code guest-sync-delimited}
     */
    public CompletionStage<QgaClient> connectAgent(QmpAddress address) {
        return agentAssembly().connect(address, connectOptions, connectWithin.orElse(Duration.ZERO));
    }

    /**
     * Makes a client that speaks to a guest agent over a connection that is there already. It cannot reconnect.
     *
     * @param connection the client's from now on; nobody has set its handler
     * @return completes, and fails, as that of {@link #connectAgent}
     */
    public CompletionStage<QgaClient> agentOver(Connection connection) {
        return agentAssembly().over(connection);
    }

    private static Duration positive(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a limit is positive, not " + limit);
        }
        return limit;
    }

    private static int positive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is positive, not " + limit);
        }
        return limit;
    }

    private Assembly<QmpClient> assembly() {
        return assembly(Negotiation::new, client -> client);
    }

    private Assembly<QgaClient> agentAssembly() {
        return assembly(AgentSync::new, QgaClient::new);
    }

    private <C> Assembly<C> assembly(Function<Session, Handshake> handshake, Function<QmpClient, C> view) {
        return new Assembly<>(
                options(),
                handshake,
                view,
                Optional.ofNullable(transport),
                Optional.ofNullable(loop),
                Optional.ofNullable(serverEnd));
    }

    private ClientOptions options() {
        RateLimitedLog log = log("io.qmp.client");
        ForeignCalls foreign = new ForeignCalls(log);
        return new ClientOptions(
                codec != null ? codec : WireCodec.installed(),
                readerLimits,
                commandLimits,
                negotiationLimit,
                writeLimit,
                closeLimit,
                oob,
                inBandLimit,
                pendingLimit,
                checksPeer,
                idle,
                eventBuffer,
                List.copyOf(eventListeners),
                reconnect,
                Tap.of(taps, redaction, loggers.apply("io.qmp.client.wire")),
                metrics == ClientMetrics.NONE ? metrics : new GuardedMetrics(metrics, foreign),
                stateListener,
                foreign,
                log,
                log("io.qmp.client.command"),
                log("io.qmp.client.event"));
    }

    private RateLimitedLog log(String name) {
        return new RateLimitedLog(loggers.apply(name), System::nanoTime);
    }
}

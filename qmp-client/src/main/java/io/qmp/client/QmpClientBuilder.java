package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.Loggers;
import io.qmp.api.secret.Redaction;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.agent.AgentProtocol;
import io.qmp.client.command.CommandTime;
import io.qmp.client.command.SchemaPreflight;
import io.qmp.client.composition.ClientFactory;
import io.qmp.client.connection.ConnectionManager;
import io.qmp.client.connection.Failures;
import io.qmp.client.connection.IdleProbe;
import io.qmp.client.connection.LinkSettings;
import io.qmp.client.connection.Protocol;
import io.qmp.client.observe.Observation;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.TrafficTap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builder of {@link QmpClient}. May be used for more than one client; not for use by several threads.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class QmpClientBuilder {
    private @Nullable WireCodec codec;
    private @Nullable Transport transport;
    private @Nullable String transportName;
    private @Nullable Transports transports;
    private @Nullable EventLoop loop;
    private ClientOptions options = ClientOptions.DEFAULT;
    private ConnectOptions connectOptions = ConnectOptions.DEFAULT;
    private ListenOptions listenOptions = ListenOptions.DEFAULT;
    private Optional<Duration> connectWithin = Optional.empty();
    private @Nullable CompletionStage<?> serverEnd;
    private final List<EventListener> eventListeners = new ArrayList<>();
    private Consumer<QmpClient> beforeConnecting = client -> {};
    private final List<TrafficTap> taps = new ArrayList<>();
    private Optional<Redaction> redaction = Optional.empty();
    private final List<CallListener> callListeners = new ArrayList<>();
    private ClientMetrics metrics = ClientMetrics.NONE;
    private StateListener stateListener = (before, now, cause) -> {};
    private Function<String, System.Logger> loggers = Loggers::named;

    QmpClientBuilder() {}

    /**
     * Sets the codec; the {@linkplain WireCodec#installed() installed} one unless given.
     *
     * @param newCodec makes messages of bytes
     * @return this builder
     */
    public QmpClientBuilder codec(WireCodec newCodec) {
        codec = newCodec;
        return this;
    }

    /**
     * Sets the transport, which is not closed with the client. Unless given, one that is
     * {@linkplain Transports#installed() installed} and serves the address is opened, and closed with the client.
     *
     * @param newTransport makes connections
     * @return this builder
     */
    public QmpClientBuilder transport(Transport newTransport) {
        transport = newTransport;
        return this;
    }

    /**
     * Sets which of the transports to use, instead of choosing by
     * scheme and priority. Has no effect if a transport is handed over.
     *
     * @param name its name, such as {@code vertx}; connecting fails if it is not there
     * @return this builder
     */
    public QmpClientBuilder transport(String name) {
        transportName = name;
        return this;
    }

    /**
     * Sets the transports to choose from; the {@linkplain Transports#installed() installed} ones unless given.
     * Has no effect if a transport is handed over.
     *
     * @param choice one of them is opened, and closed with the client
     * @return this builder
     */
    public QmpClientBuilder transports(Transports choice) {
        transports = choice;
        return this;
    }

    /**
     * Sets the event loop, which may be shared; a new one of the transport unless given.
     *
     * @param newLoop one of the loops of the transport given
     * @return this builder
     */
    public QmpClientBuilder loop(EventLoop newLoop) {
        loop = newLoop;
        return this;
    }

    /**
     * Sets how to connect; plain, five seconds for an attempt, unless given.
     *
     * @param options how
     * @return this builder
     */
    public QmpClientBuilder connectOptions(ConnectOptions options) {
        connectOptions = options;
        return this;
    }

    /**
     * Sets how to listen for a server that connects; plain, loopback only, unless given.
     *
     * @param options how
     * @return this builder
     */
    public QmpClientBuilder listenOptions(ListenOptions options) {
        listenOptions = options;
        return this;
    }

    /**
     * Sets how long to try to connect to a server that does not listen yet, or to wait for a server that connects.
     * Unless given, there is one attempt to connect, and thirty seconds for a server that connects. It is for the first
     * connection: after a loss the {@linkplain ReconnectPolicy policy} alone decides.
     *
     * @param limit how long
     * @return this builder
     */
    public QmpClientBuilder connectWithin(Duration limit) {
        connectWithin = Optional.of(limit);
        return this;
    }

    /**
     * Stops trying to make the first connection when this completes, such as {@link Process#onExit} of the server.
     *
     * @param serverEnded completes, or fails, when the server has ended
     * @return this builder
     */
    public QmpClientBuilder giveUpWhen(CompletionStage<?> serverEnded) {
        serverEnd = serverEnded;
        return this;
    }

    /**
     * Sets how the client behaves; {@link ClientOptions#DEFAULT} unless given. Replaces what {@link #commandLimits},
     * {@link #outOfBand}, {@link #checkPeer}, {@link #idleProbe} and {@link #reconnect} have set before.
     *
     * @param newOptions all options
     * @return this builder
     */
    public QmpClientBuilder options(ClientOptions newOptions) {
        options = newOptions;
        return this;
    }

    /**
     * Sets how long commands may take; short for {@link ClientOptions#withCommandLimits}.
     *
     * @param limits for each class of command
     * @return this builder
     */
    public QmpClientBuilder commandLimits(CommandLimits limits) {
        return options(options.withCommandLimits(limits));
    }

    /**
     * Sets whether to agree on out-of-band execution where the peer offers it; short for
     * {@link ClientOptions#withOutOfBand}.
     *
     * @param wanted whether
     * @return this builder
     */
    public QmpClientBuilder outOfBand(boolean wanted) {
        return options(options.withOutOfBand(wanted));
    }

    /**
     * Sets whether to send only what the peer knows; short for {@link ClientOptions#withCheckPeer}.
     *
     * @param wanted whether
     * @return this builder
     */
    public QmpClientBuilder checkPeer(boolean wanted) {
        return options(options.withCheckPeer(wanted));
    }

    /**
     * Makes the client notice a peer that is silent for good, such as a QEMU that was frozen, or whose monitor was
     * deleted while the connection stayed; short for {@link ConnectionLimits#withIdle}.
     *
     * <p>When nothing was received for a time and no command is pending, the client sends a command that every peer
     * has and that changes nothing: {@code query-version}, to a guest agent {@code guest-ping}. If nothing at all
     * is received within the limit, it asks a second time out of band, if that was negotiated: a peer that is busy
     * with a command of another client answers that. Then the connection is given up, as if it were lost. While a
     * command is pending, its own limits count.
     *
     * @param after how long nothing was received
     * @param limit how long the peer may take to answer
     * @return this builder
     * @throws IllegalArgumentException if one is not positive
     */
    public QmpClientBuilder idleProbe(Duration after, Duration limit) {
        return options(options.withConnectionLimits(
                options.connectionLimits().withIdle(new ConnectionLimits.Idle(after, limit))));
    }

    /**
     * Makes the client connect again when it loses its connection; short for {@link ClientOptions#withReconnect}.
     *
     * @param policy how
     * @return this builder
     */
    public QmpClientBuilder reconnect(ReconnectPolicy policy) {
        return options(options.withReconnect(policy));
    }

    /**
     * Adds an observer of all messages. They are also logged, to {@code io.qmp.client.wire} at level TRACE, if that
     * is on when the client is made.
     *
     * @param tap called for each message, on the client's event loop
     * @return this builder
     */
    public QmpClientBuilder tap(TrafficTap tap) {
        taps.add(tap);
        return this;
    }

    /**
     * Sets what taps and logs must not show; {@link Redaction#SECRETS} unless given.
     *
     * @param hidden the places of secrets
     * @return this builder
     */
    public QmpClientBuilder redaction(Redaction hidden) {
        redaction = Optional.of(hidden);
        return this;
    }

    /**
     * Sets the receiver of metrics.
     *
     * @param newMetrics called on the client's event loop
     * @return this builder
     */
    public QmpClientBuilder metrics(ClientMetrics newMetrics) {
        metrics = newMetrics;
        return this;
    }

    /**
     * Adds a listener to the begin and end of each command.
     *
     * @param listener called for each command that is executed
     * @return this builder
     */
    public QmpClientBuilder callListener(CallListener listener) {
        callListeners.add(listener);
        return this;
    }

    /**
     * Sets the listener to changes of the client's state.
     *
     * @param listener called on the client's event loop
     * @return this builder
     */
    public QmpClientBuilder stateListener(StateListener listener) {
        stateListener = listener;
        return this;
    }

    /**
     * Adds a listener to events, which gets events that come before the greeting, too.
     *
     * @param listener called for each at once, on the client's event loop
     * @return this builder
     */
    public QmpClientBuilder eventListener(EventListener listener) {
        eventListeners.add(listener);
        return this;
    }

    /**
     * Sets what is done with the client before it connects. A subscription that is made here misses no event; one that
     * is made when the client is ready may miss events that came with the end of the negotiation.
     *
     * @param action called once, by the thread that connects, before that method returns; what it throws is the failure
     *     of the client
     * @return this builder
     */
    public QmpClientBuilder beforeConnecting(Consumer<QmpClient> action) {
        beforeConnecting = action;
        return this;
    }

    /**
     * Sets the source of loggers; {@link System#getLogger(String)} unless given. Their names are
     * {@code io.qmp.client}, and behind that {@code .command}, {@code .event} and {@code .wire}.
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
     * @return completes, on the client's loop, with the client when commands may be executed; fails with {@link
     *     io.qmp.api.error.ConnectFailedException}, or with {@link io.qmp.api.error.NegotiationException} if the peer
     *     did not greet or refused; with {@link IllegalStateException} if no codec or transport was given and none is
     *     installed. Cancelling it closes the client
     */
    public CompletableFuture<QmpClient> connect(QmpAddress address) {
        return start(protocol(), client -> client, dialing(address));
    }

    /**
     * Makes a client that waits for a server to connect, and then listens no more.
     *
     * @param address where to listen
     * @return completes, and fails, as that of {@link #connect}
     */
    public CompletableFuture<QmpClient> accept(QmpAddress address) {
        return start(
                protocol(),
                client -> client,
                factory -> factory.accepting(
                        network(), address, listenOptions, connectWithin.orElse(Duration.ofSeconds(30))));
    }

    /**
     * Makes a client that speaks over a connection that is there already. It cannot reconnect.
     *
     * @param connection the client's from now on; nobody has set its handler
     * @return completes, and fails, as that of {@link #connect}
     */
    public CompletableFuture<QmpClient> over(Connection connection) {
        return start(protocol(), client -> client, factory -> factory.over(connection));
    }

    /**
     * Makes a client that connects to a guest agent. Guest agents have neither events nor out-of-band execution.
     *
     * @param address where the agent, or the machine that forwards to it, listens
     * @return completes, and fails, as that of {@link #connect}; ready for commands is an agent that has answered
     *     {@code guest-sync-delimited}
     */
    public CompletableFuture<QgaClient> connectAgent(QmpAddress address) {
        return startAgent(dialing(address));
    }

    /**
     * Makes a client that speaks to a guest agent over a connection that is there already. It cannot reconnect.
     *
     * @param connection the client's from now on; nobody has set its handler
     * @return completes, and fails, as that of {@link #connectAgent}
     */
    public CompletableFuture<QgaClient> agentOver(Connection connection) {
        return startAgent(factory -> factory.over(connection));
    }

    private Function<ClientFactory, ClientFactory.Parts> dialing(QmpAddress address) {
        return factory -> factory.connecting(network(), address, connectOptions, connectWithin.orElse(Duration.ZERO));
    }

    private ClientFactory.Network network() {
        return new ClientFactory.Network(Optional.ofNullable(transport), this::choice, Optional.ofNullable(loop));
    }

    private Transports choice() {
        Transports all = transports != null ? transports : Transports.installed();
        return transportName != null ? all.only(transportName) : all;
    }

    private Protocol protocol() {
        return options.negotiates() ? Protocol.QMP : Protocol.UNNEGOTIATED;
    }

    private CompletableFuture<QgaClient> startAgent(Function<ClientFactory, ClientFactory.Parts> making) {
        AgentProtocol agent = new AgentProtocol();
        return start(agent, client -> new QgaClient(client, agent), making);
    }

    private <C> CompletableFuture<C> start(
            Protocol protocol, Function<QmpClient, C> view, Function<ClientFactory, ClientFactory.Parts> making) {
        try {
            return begin(protocol, view, making);
        } catch (Throwable e) { // what is installed may lack its libraries
            return CompletableFuture.failedFuture(e);
        }
    }

    private <C> CompletableFuture<C> begin(
            Protocol protocol, Function<QmpClient, C> view, Function<ClientFactory, ClientFactory.Parts> making) {
        Observation observation =
                Observation.of(taps, () -> redaction.orElse(Redaction.SECRETS), metrics, callListeners, loggers);
        StateHolder states = new StateHolder(stateListener, observation);
        ClientFactory factory = new ClientFactory(
                settings(), observation, protocol, options.reconnect().map(ReconnectPolicy::delays), states);
        ClientFactory.Parts parts = making.apply(factory);
        observation.metrics().attached(parts.context().gauges());
        QmpClient client = new QmpClient(options, states, parts);
        eventListeners.forEach(client::listen);
        beforeConnecting.accept(client);
        Resync resync = new Resync(client, options.reconnect(), observation.foreign());
        ConnectionManager manager = parts.manager();
        CompletableFuture<C> started = Failures.map(manager.start(resync), nothing -> view.apply(client));
        if (serverEnd != null) {
            serverEnd.whenComplete((how, failure) -> manager.serverEnded());
        }
        started.whenComplete((result, failure) -> {
            if (started.isCancelled()) {
                manager.close();
            }
        });
        return started;
    }

    private LinkSettings settings() {
        ConnectionLimits limits = options.connectionLimits();
        CommandLimit query = options.commandLimits().of(SchemaPreflight.QUERY);
        return new LinkSettings(
                codec != null ? codec : WireCodec.installed(),
                options.readerLimits(),
                new LinkSettings.Times(
                        limits.negotiation(),
                        limits.write(),
                        limits.close(),
                        limits.idle().map(idle -> new IdleProbe.Limits(idle.after(), idle.limit())),
                        limits.blockedLoop()),
                options.outOfBand(),
                options.negotiates() ? options.queueLimits().inBand() : Integer.MAX_VALUE,
                options.queueLimits().pending(),
                options.checksPeer(),
                CommandTime.of(query.soft(), query.hard()));
    }
}

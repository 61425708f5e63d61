package io.qmp.client;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.TransportProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Puts a client together and starts it.
 *
 * @param <C> as what its user sees it
 */
final class Assembly<C> {
    private static final String RESYNC = "the function to be called after reconnecting";

    private final ClientOptions options;
    private final Function<Session, Handshake> handshake;
    private final Function<QmpClient, C> view;
    private final Optional<Transport> transport;
    private final Optional<EventLoop> loop;
    private final Optional<CompletionStage<?>> serverEnd;

    /**
     * @param transport empty to open one for this client alone
     * @param loop empty to make one for this client alone
     * @param serverEnd completes when there will be no server to connect to
     */
    Assembly(
            ClientOptions options,
            Function<Session, Handshake> handshake,
            Function<QmpClient, C> view,
            Optional<Transport> transport,
            Optional<EventLoop> loop,
            Optional<CompletionStage<?>> serverEnd) {
        this.options = options;
        this.handshake = handshake;
        this.view = view;
        this.transport = transport;
        this.loop = loop;
        this.serverEnd = serverEnd;
    }

    CompletionStage<C> connect(QmpAddress address, ConnectOptions how, Duration limit) {
        return onTransport((net, where) -> new Dialer(net, where, address, how, limit));
    }

    CompletionStage<C> accept(QmpAddress address, ListenOptions how, Duration limit) {
        return onTransport((net, where) -> new Acceptor(net, where, address, how, limit));
    }

    CompletionStage<C> over(Connection connection) {
        return start(connection.loop(), new Given(connection), () -> CompletableFuture.completedFuture(null));
    }

    private CompletionStage<C> onTransport(ConnectorFactory connector) {
        Transport net = transport.orElseGet(() -> TransportProvider.installed().open());
        EventLoop where = loop.orElseGet(net::newEventLoop);
        Supplier<CompletionStage<Void>> release =
                () -> transport.isPresent() ? CompletableFuture.completedFuture(null) : net.close();
        return start(where, connector.make(net, where), release);
    }

    private CompletionStage<C> start(EventLoop where, Connector connector, Supplier<CompletionStage<Void>> release) {
        SplittableRandom random = new SplittableRandom();
        EventHub events = new EventHub(where, options);
        options.eventListeners().forEach(events::add);
        States states = new States(options.stateListener(), options.foreign(), options.log());
        Lifecycle lifecycle = new Lifecycle(
                where,
                connector,
                (connection, owner) -> new Session(connection, options, firstId(random), handshake, events, owner),
                events,
                states,
                options.reconnect().map(policy -> new Backoff(policy, where, random)),
                release);
        QmpClient client = new QmpClient(
                options, where, lifecycle, events, states, options.codec().newBinder(CompatPolicy.ACCEPT));
        CompletableFuture<C> started =
                Failures.map(lifecycle.start(() -> resync(client)), nothing -> view.apply(client));
        serverEnd.ifPresent(end -> end.whenComplete((how, failure) -> lifecycle.serverEnded()));
        started.whenComplete((result, failure) -> {
            if (started.isCancelled()) {
                lifecycle.close();
            }
        });
        return started;
    }

    /** Replies to an earlier client may reach this one (QEMU sends them so): its ids are far from those of others. */
    private static long firstId(RandomGenerator random) {
        return random.nextLong(1L << 31, 1L << 52);
    }

    private void resync(QmpClient client) {
        ForeignCalls foreign = options.foreign();
        options.reconnect()
                .ifPresent(policy -> foreign.call(
                        RESYNC,
                        () -> policy.resync().apply(client).whenComplete((done, failure) -> {
                            if (failure != null) {
                                foreign.failed(RESYNC, failure);
                            }
                        })));
    }

    private interface ConnectorFactory {
        Connector make(Transport transport, EventLoop loop);
    }
}

package io.qmp.mux;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.mux.options.Loss;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.RoleSource;
import io.qmp.mux.relay.RelayPlugin;
import io.qmp.server.InBandOrder;
import io.qmp.server.MonitorOptions;
import io.qmp.server.OutputLimit;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import io.qmp.server.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Builder of {@link Mux}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class MuxBuilder extends MultiplexerBuilder<MuxBuilder> {
    /** How many clients a listener serves at a time, unless said otherwise. */
    public static final int CLIENTS = 1024;

    private static final long UNREAD = 8L << 20;

    /** Where clients connect, and which roles they have. */
    private record Door(QmpAddress address, MonitorOptions options, RoleSource roles) {
        boolean admitted(SessionInfo client) {
            return options.label().filter(client.monitor()::equals).isPresent();
        }
    }

    private final QmpAddress upstream;
    private final List<Door> doors = new ArrayList<>();
    private final List<ServerMetrics> metrics = new ArrayList<>();
    private Optional<ClientMetrics> clientMetrics = Optional.empty();

    MuxBuilder(QmpAddress upstream) {
        this.upstream = upstream;
    }

    @Override
    MuxBuilder self() {
        return this;
    }

    @Override
    public MuxBuilder listen(String name, QmpAddress address, RoleSource roles) {
        return listen(name, address, roles, MonitorOptions.DEFAULT.withClients(CLIENTS));
    }

    /**
     * Adds a listener.
     *
     * @param name its name in roles, logs and the audit; no other listener has it
     * @param address where clients connect
     * @param roles which roles they have
     * @param monitor how they are served; name and order are set by this builder
     * @throws IllegalArgumentException if a listener has the name already
     */
    public MuxBuilder listen(String name, QmpAddress address, RoleSource roles, MonitorOptions monitor) {
        Optional<String> label = Optional.of(name);
        if (doors.stream().anyMatch(door -> door.options().label().equals(label))) {
            throw new IllegalArgumentException("there is a listener '" + name + "' already");
        }
        doors.add(new Door(address, monitor.withLabel(name).withOrder(InBandOrder.REPLIES), roles));
        return this;
    }

    /** Adds a receiver of the numbers of clients, commands and events. */
    public MuxBuilder metrics(ServerMetrics receiver) {
        metrics.add(receiver);
        return this;
    }

    /**
     * Sets a receiver of the numbers of the connection to QEMU. Connections that are one client's alone are not
     * counted.
     */
    public MuxBuilder clientMetrics(ClientMetrics receiver) {
        clientMetrics = Optional.of(receiver);
        return this;
    }

    @Override
    public CompletableFuture<Mux> start() {
        if (doors.isEmpty()) {
            throw new IllegalStateException("a multiplexer needs a listener");
        }
        Transport transport = Transports.installed().open();
        EventLoop loop = transport.newEventLoop();
        RelayPlugin relay = new RelayPlugin(upstream, settings(this::role));
        QmpServer server = server(transport, loop, relay);
        CompletableFuture<Void> closed = server.closed()
                .thenCompose(cause -> relay.closed())
                .thenCompose(nothing -> transport.close())
                .thenCompose(nothing -> relay.ended());
        relay.ended().whenComplete((nothing, failure) -> server.shutdown(ShutdownCause.NONE));
        return listening(server).thenApply(addresses -> {
            loop.execute(() -> relay.start(connector(transport, loop)));
            return new Mux(server, addresses, closed);
        });
    }

    private QemuConnector connector(Transport transport, EventLoop loop) {
        return new QemuConnector(
                transport,
                loop,
                upstream,
                new QemuConnector.Options(
                        connectOptions(), options().onLoss() == Loss.HOLD, clientMetrics, callListeners()));
    }

    private Optional<Role> role(SessionInfo client) {
        return doors.stream()
                .filter(door -> door.admitted(client))
                .findFirst()
                .flatMap(door -> door.roles().role(client));
    }

    private QmpServer server(Transport transport, EventLoop loop, RelayPlugin relay) {
        QmpServerBuilder builder = QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(relay)
                .transport(transport)
                .loop(loop)
                .options(ServerOptions.DEFAULT
                        .withShutdownGrace(options().grace())
                        .withOutputLimit(new OutputLimit(UNREAD, OutputLimit.Overflow.DROP_EVENTS)));
        metrics.forEach(builder::metrics);
        return builder.build();
    }

    /** Completes with the addresses when all listen; if one fails, the server is closed. */
    private CompletableFuture<List<QmpAddress>> listening(QmpServer server) {
        CompletableFuture<List<QmpAddress>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Door door : doors) {
            all = all.thenCompose(
                    addresses -> server.listen(door.address(), door.options()).thenApply(address -> {
                        addresses.add(address);
                        return addresses;
                    }));
        }
        return all.handle((addresses, failure) -> failure == null
                        ? CompletableFuture.completedFuture(addresses)
                        : server.close()
                                .thenCompose(cause -> CompletableFuture.<List<QmpAddress>>failedFuture(failure)))
                .thenCompose(result -> result);
    }
}

package io.qmp.mux;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.client.ConnectionLimits;
import io.qmp.client.EventListener;
import io.qmp.client.QgaClient;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.RoleSource;
import io.qmp.mux.relay.AgentRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Builder of {@link AgentMux}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class AgentMuxBuilder extends MultiplexerBuilder<AgentMuxBuilder> {
    /** After which time an agent that does not answer is connected to again: what it was asked may be lost. */
    private static final Duration SILENT = Duration.ofMinutes(1);

    /** Where clients connect, and which roles they have. */
    private record Door(String name, QmpAddress address, RoleSource roles, ListenOptions options) {}

    private final QmpAddress agent;
    private final List<Door> doors = new ArrayList<>();

    AgentMuxBuilder(QmpAddress agent) {
        this.agent = agent;
    }

    @Override
    AgentMuxBuilder self() {
        return this;
    }

    @Override
    public AgentMuxBuilder listen(String name, QmpAddress address, RoleSource roles) {
        return listen(name, address, roles, ListenOptions.DEFAULT);
    }

    /**
     * Adds a listener.
     *
     * @param name its name in roles, logs and the audit; no other listener has it
     * @param address where clients connect
     * @param roles which roles they have
     * @param listen the options for listening
     * @throws IllegalArgumentException if a listener has the name already
     */
    public AgentMuxBuilder listen(String name, QmpAddress address, RoleSource roles, ListenOptions listen) {
        if (doors.stream().anyMatch(door -> door.name().equals(name))) {
            throw new IllegalArgumentException("there is a listener '" + name + "' already");
        }
        doors.add(new Door(name, address, roles, listen));
        return this;
    }

    @Override
    public CompletableFuture<AgentMux> start() {
        if (doors.isEmpty()) {
            throw new IllegalStateException("a multiplexer needs a listener");
        }
        Transport transport = Transports.installed().open();
        EventLoop loop = transport.newEventLoop();
        AgentRelay relay = new AgentRelay(loop, settings(this::role));
        CompletableFuture<Void> closed = relay.ended()
                .handle((nothing, unreachable) -> transport.close())
                .thenCompose(closing -> closing)
                .thenCompose(nothing -> relay.ended());
        CompletableFuture<List<QmpAddress>> listening = CompletableFuture.completedFuture(new ArrayList<>());
        for (Door door : doors) {
            listening = listening.thenCompose(addresses -> transport
                    .listen(door.address(), door.options(), loop, client -> relay.accept(door.name(), client))
                    .thenApply(listener -> {
                        addresses.add(listener.address());
                        return addresses;
                    }));
        }
        return listening
                .whenComplete((addresses, failure) -> {
                    if (failure == null) {
                        loop.execute(() -> relay.start(agent, listener -> connect(transport, loop, listener)));
                    } else {
                        loop.execute(relay::close);
                    }
                })
                .thenApply(addresses -> new AgentMux(loop, relay, addresses, closed));
    }

    private Optional<Role> role(SessionInfo client) {
        return doors.stream()
                .filter(door -> door.name().equals(client.monitor()))
                .findFirst()
                .flatMap(door -> door.roles().role(client));
    }

    private CompletableFuture<QgaClient> connect(Transport transport, EventLoop loop, EventListener listener) {
        QmpClientBuilder builder = QmpClient.builder()
                .transport(transport)
                .loop(loop)
                .connectOptions(connectOptions())
                .connectWithin(QemuConnector.EVER)
                .options(QemuConnector.unlimited()
                        .withConnectionLimits(ConnectionLimits.DEFAULT.withNegotiation(SILENT)))
                .eventListener(listener);
        callListeners().forEach(builder::callListener);
        return builder.connectAgent(agent);
    }
}

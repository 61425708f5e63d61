package io.qmp.mux;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.secret.Redaction;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.Transports;
import io.qmp.client.EventListener;
import io.qmp.client.QgaClient;
import io.qmp.client.QmpClient;
import io.qmp.mux.audit.AuditLog;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.RoleSource;
import io.qmp.mux.relay.AgentRelay;
import io.qmp.mux.relay.RelaySettings;
import io.qmp.mux.spi.MuxMetrics;
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
public final class AgentMuxBuilder {
    /** Where clients connect, and which roles they have. */
    private record Door(String name, QmpAddress address, RoleSource roles, ListenOptions options) {}

    private final QmpAddress agent;
    private final List<Door> doors = new ArrayList<>();
    private MuxOptions options = MuxOptions.DEFAULT;
    private ConnectOptions connectOptions = ConnectOptions.DEFAULT;
    private AuditLog audit = AuditLog.NONE;
    private Redaction redaction = Redaction.SECRETS;
    private MuxMetrics muxMetrics = MuxMetrics.NONE;

    AgentMuxBuilder(QmpAddress agent) {
        this.agent = agent;
    }

    /**
     * Adds a listener.
     *
     * @param name its name in roles, logs and the audit; no other listener has it
     * @param address where clients connect
     * @param roles which roles they have
     */
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

    /** Sets the options, of which {@link MuxOptions#onAuditFailure} matters; the default unless given. */
    public AgentMuxBuilder options(MuxOptions newOptions) {
        options = newOptions;
        return this;
    }

    /** Sets how to connect to the agent. */
    public AgentMuxBuilder connectOptions(ConnectOptions newOptions) {
        connectOptions = newOptions;
        return this;
    }

    /** Sets what keeps what clients have done; it is closed with the multiplexer. Nothing is kept unless given. */
    public AgentMuxBuilder audit(AuditLog log) {
        audit = log;
        return this;
    }

    /** Sets what is hidden from the audit; {@link Redaction#SECRETS} unless given. */
    public AgentMuxBuilder redaction(Redaction hidden) {
        redaction = hidden;
        return this;
    }

    /** Sets a receiver of what the multiplexer does with clients and commands. */
    public AgentMuxBuilder muxMetrics(MuxMetrics receiver) {
        muxMetrics = receiver;
        return this;
    }

    /**
     * Starts the multiplexer.
     *
     * @return completes when clients can connect, whether the agent is there or not; fails with {@link
     *     io.qmp.api.error.ConnectFailedException} if an address cannot be bound, after everything is closed
     * @throws IllegalStateException if there is no listener, no codec or no transport
     */
    public CompletableFuture<AgentMux> start() {
        if (doors.isEmpty()) {
            throw new IllegalStateException("a multiplexer needs a listener");
        }
        Transport transport = Transports.installed().open();
        EventLoop loop = transport.newEventLoop();
        AgentRelay relay = new AgentRelay(loop, new RelaySettings(options, this::role, audit, redaction, muxMetrics));
        CompletableFuture<Void> closed = relay.ended().thenCompose(nothing -> transport.close());
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
                        loop.execute(() -> relay.peer().start(listener -> connect(transport, loop, listener)));
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
        return QmpClient.builder()
                .transport(transport)
                .loop(loop)
                .connectOptions(connectOptions)
                .connectWithin(QemuConnector.EVER)
                .options(QemuConnector.unlimited())
                .eventListener(listener)
                .connectAgent(agent);
    }
}

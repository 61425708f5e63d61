package io.qmp.app.serve;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.Transport;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.plugin.core.agent.AgentPlugin;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.plugin.machine.agent.GuestAgentPlugin;
import io.qmp.plugin.machine.agent.SimulatedSystem;
import io.qmp.plugin.machine.guest.AgentProgram;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import io.qmp.server.ServerOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The guest agents: that of {@code --agent}, and the one at the machine's port. Both are of the same guest, and servers
 * of their own, on the loop of the machine's. They end with the machine's server.
 */
final class GuestAgent {
    private final QmpServer server;
    private final Optional<MachinePlugin> machine;
    private final Transport transport;
    private final ServerOptions options;
    private Optional<GuestAgentPlugin> guest = Optional.empty();

    /**
     * Makes none yet.
     *
     * @param server the machine's server
     * @param machine whose guest it is the agent of; without one it has the commands of every agent only
     */
    GuestAgent(QmpServer server, Optional<MachinePlugin> machine, Transport transport, ServerOptions options) {
        this.server = server;
        this.machine = machine;
        this.transport = transport;
        this.options = options;
    }

    /**
     * Opens that of {@code --agent}.
     *
     * @param specs where its clients come from; without any there is none
     * @param environment gets a line that says where it listens
     * @throws io.qmp.app.option.OptionException if one cannot be opened
     */
    void listen(List<MonitorSpec> specs, ProcessEnvironment environment) throws InterruptedException {
        if (!specs.isEmpty()) {
            new Monitors(make(commands()), environment, Optional.empty()).open(specs);
        }
    }

    /** Has the guest run one at its port, if it is one that does. */
    void runAtPort() {
        machine.filter(plugin -> plugin.config().guest().runsAgent()).ifPresent(plugin -> {
            Optional<GuestAgentPlugin> commands = commands();
            plugin.runAgent(() -> new Program(() -> make(commands)));
        });
    }

    /** {@return the commands of the guest, which all its agents have} */
    private Optional<GuestAgentPlugin> commands() {
        if (guest.isEmpty()) {
            guest = machine.map(plugin -> new GuestAgentPlugin(plugin.guest(), SimulatedSystem.DEFAULT));
        }
        return guest;
    }

    private QmpServer make(Optional<GuestAgentPlugin> commands) {
        QmpServerBuilder builder = QmpServer.builder()
                .guestAgent()
                .transport(transport)
                .loop(server.loop())
                .clock(server.context().clock())
                .options(options)
                .plugin(new AgentPlugin(
                        name -> commands.map(agent -> agent.isEnabled(name)).orElse(true)));
        commands.ifPresent(builder::plugin);
        QmpServer agent = builder.build();
        server.closed().thenAccept(agent::shutdown);
        return agent;
    }

    /** What the guest runs at its port. It takes time to make, and is made for the first client. */
    private static final class Program implements AgentProgram {
        private final Supplier<QmpServer> maker;
        private @Nullable QmpServer agent;

        Program(Supplier<QmpServer> maker) {
            this.maker = maker;
        }

        @Override
        public Connection connect() {
            QmpServer made = agent;
            if (made == null) {
                made = maker.get();
                agent = made;
            }
            return made.openLocal();
        }

        @Override
        public void end() {
            if (agent != null) {
                agent.shutdown(ShutdownCause.GUEST_SHUTDOWN);
            }
        }
    }
}

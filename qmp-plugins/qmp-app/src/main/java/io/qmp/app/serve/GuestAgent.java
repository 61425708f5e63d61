package io.qmp.app.serve;

import io.qmp.api.wire.Transport;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.plugin.core.agent.AgentPlugin;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.plugin.machine.agent.GuestAgentPlugin;
import io.qmp.plugin.machine.agent.SimulatedSystem;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import io.qmp.server.ServerOptions;
import java.util.List;
import java.util.Optional;

/**
 * The guest agent of {@code --agent}: a server of its own, on the loop of the machine's.
 *
 * @param specs where its clients come from; without any there is no agent
 * @param environment gets a line that says where it listens
 */
record GuestAgent(List<MonitorSpec> specs, ProcessEnvironment environment) {
    /**
     * Opens it. It ends with the machine's server.
     *
     * @param server the machine's server
     * @param machine whose guest it is the agent of; without one it has the commands of every agent only
     * @throws io.qmp.app.option.OptionException if one cannot be opened
     */
    void open(QmpServer server, Optional<MachinePlugin> machine, Transport transport, ServerOptions options)
            throws InterruptedException {
        if (specs.isEmpty()) {
            return;
        }
        QmpServerBuilder builder = QmpServer.builder()
                .guestAgent()
                .transport(transport)
                .loop(server.loop())
                .options(options);
        if (machine.isPresent()) {
            GuestAgentPlugin guest = new GuestAgentPlugin(machine.get().guest(), SimulatedSystem.DEFAULT);
            builder.plugin(new AgentPlugin(guest::isEnabled)).plugin(guest);
        } else {
            builder.plugin(new AgentPlugin(command -> true));
        }
        QmpServer agent = builder.build();
        server.closed().thenAccept(agent::shutdown);
        new Monitors(agent, environment, Optional.empty()).open(specs);
    }
}

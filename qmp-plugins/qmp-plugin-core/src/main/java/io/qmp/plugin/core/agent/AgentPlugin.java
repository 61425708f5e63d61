package io.qmp.plugin.core.agent;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.Experimental;
import io.qmp.api.message.AgentNames;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import java.util.List;

/**
 * Brings the commands of this package. It is not installed: programs hand it over to a server that is a guest agent.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class AgentPlugin implements QmpPlugin {
    /** For programs that hand their plugins over. */
    public AgentPlugin() {}

    @Override
    public void register(PluginRegistry registry) {
        ServerContext server = registry.server();
        registry.command(GuestPing.class, (ping, context) -> completedFuture(Nothing.NOTHING));
        registry.command(GuestSync.class, (sync, context) -> completedFuture(sync.id()));
        registry.command(GuestSyncDelimited.class, (sync, context) -> completedFuture(sync.id()));
        registry.command(GuestInfo.class, (info, context) -> completedFuture(info(server)));
    }

    private static AgentInfo info(ServerContext server) {
        List<AgentCommandInfo> commands = server.commandNames().stream()
                .map(name -> new AgentCommandInfo(name, true, !AgentNames.isSilent(name)))
                .toList();
        return new AgentInfo(server.version().qemu().toString(), commands);
    }
}

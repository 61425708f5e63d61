package io.qmp.plugin.core.agent;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.AgentNames;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import java.util.List;
import java.util.function.Predicate;

/**
 * Brings the commands of this package. It is not installed: programs hand it over to a server that is a guest agent.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class AgentPlugin implements QmpPlugin {
    private final Predicate<String> enabled;

    /**
     * Makes an agent, some of whose commands may be refused, as {@code qemu-ga} does while file systems are frozen. It
     * has no other constructor, as what has one without parameters could be installed.
     *
     * @param enabled whether the command of a name is executed now; called on the server's loop, must not block
     */
    public AgentPlugin(Predicate<String> enabled) {
        this.enabled = enabled;
    }

    @Override
    public void register(PluginRegistry registry) {
        ServerContext server = registry.server();
        registry.command(GuestPing.class, (ping, context) -> completedFuture(Nothing.NOTHING));
        registry.command(GuestSync.class, (sync, context) -> completedFuture(sync.id()));
        registry.command(GuestSyncDelimited.class, (sync, context) -> completedFuture(sync.id()));
        registry.command(GuestInfo.class, (info, context) -> completedFuture(info(server)));
        registry.interceptor((request, context, next) -> enabled.test(request.command())
                ? next.handle(request, context)
                : completedFuture(request.failure(disabled(request.command()))));
    }

    private static QmpError disabled(String command) {
        return QmpError.commandNotFound("Command " + command + " has been disabled: the command is not allowed");
    }

    private AgentInfo info(ServerContext server) {
        List<AgentCommandInfo> commands = server.commandNames().stream()
                .map(name -> new AgentCommandInfo(name, enabled.test(name), !AgentNames.isSilent(name)))
                .toList();
        return new AgentInfo(server.version().qemu().toString(), commands);
    }
}

package io.qmp.plugin.core;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.Experimental;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.type.Nothing;
import java.util.List;

/**
 * Brings the commands of this package.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class CorePlugin implements QmpPlugin {
    private static final List<String> NAMES = List.of("query-version", "query-commands", "query-qmp-schema", "quit");

    /** For {@code ServiceLoader}, and for programs that hand their plugins over. */
    public CorePlugin() {}

    @Override
    public void register(PluginRegistry registry) {
        ServerContext server = registry.server();
        registry.commands(NAMES, late -> register(late, server));
        registry.commands(Descriptors.NAMES, new Descriptors(server.descriptors())::register);
    }

    private static void register(PluginRegistry registry, ServerContext server) {
        registry.command(QueryVersion.class, (query, context) -> completedFuture(server.version()));
        registry.command(QueryCommands.class, (query, context) -> completedFuture(commands(server)));
        registry.command(
                QueryQmpSchema.class,
                (query, context) -> completedFuture(server.schema().entities()));
        registry.command(Quit.class, (quit, context) -> {
            server.shutdown(ShutdownCause.HOST_QMP_QUIT);
            return completedFuture(Nothing.NOTHING);
        });
    }

    private static List<CommandInfo> commands(ServerContext server) {
        return server.commandNames().stream().map(CommandInfo::new).toList();
    }
}

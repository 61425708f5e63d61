package io.qmp.testkit.doors;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.RequestHandler;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Registration;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpObject;
import java.util.HashMap;
import java.util.Map;

// README
/** Clients add commands that return their arguments, and remove them. */
final class EchoCommands implements QmpPlugin {
    private static final RequestHandler ECHO =
            (request, context) -> completedFuture(request.success(request.arguments()));

    private final Map<String, Registration> echoes = new HashMap<>(); // on the server's loop only

    @Override
    public void register(PluginRegistry registry) {
        ServerContext server = registry.server();
        registry.command("__org.example_add", (request, context) -> {
            String name = request.arguments().string("name").orElse("");
            echoes.put(name, server.register(added -> added.command(name, ECHO)));
            return completedFuture(request.success(QmpObject.EMPTY));
        });
        registry.command("__org.example_remove", (request, context) -> {
            Registration echo = echoes.remove(request.arguments().string("name").orElse(""));
            if (echo != null) {
                echo.close();
            }
            return completedFuture(request.success(QmpObject.EMPTY));
        });
    }
}
// end

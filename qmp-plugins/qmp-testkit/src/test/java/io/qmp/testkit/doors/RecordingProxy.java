package io.qmp.testkit.doors;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.client.QmpClient;
import java.util.List;

// README
/** Passes all commands on to another server, and records them with their replies. */
record RecordingProxy(QmpClient upstream, List<String> record) implements QmpPlugin {
    @Override
    public void register(PluginRegistry registry) {
        registry.fallback((request, context) -> upstream.send(request)
                .exceptionally(lost -> request.failure(QmpError.generic("the connection to the server is lost"))));
        registry.interceptor((request, context, next) -> next.handle(request, context)
                .thenApply(reply -> {
                    record.add(request.command() + (reply instanceof Reply.Success ? ": done" : ": failed"));
                    return reply;
                }));
        upstream.listen(event -> true, registry.server()::emit);
    }
}
// end

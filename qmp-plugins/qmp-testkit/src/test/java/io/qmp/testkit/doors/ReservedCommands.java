package io.qmp.testkit.doors;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.PeerCertificate.Kind;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import java.util.Set;

// README
/** Reserves commands for clients whose TLS certificate has a DNS name. */
record ReservedCommands(Set<String> commands, String name) implements QmpPlugin {
    @Override
    public void register(PluginRegistry registry) {
        registry.interceptor((request, context, next) -> {
            boolean named = context.session()
                    .certificate()
                    .filter(shown -> shown.has(Kind.DNS, name))
                    .isPresent();
            if (commands.contains(request.command()) && !named) {
                throw CommandFailedException.generic(request.command() + " needs the certificate of " + name);
            }
            return next.handle(request, context);
        });
    }
}
// end

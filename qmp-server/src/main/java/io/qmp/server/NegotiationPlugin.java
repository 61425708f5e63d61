package io.qmp.server;

import io.qmp.api.command.QmpCapabilities;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;

/**
 * Makes {@code qmp_capabilities} a command among the others, for {@code query-commands}, introspection and out-of-band requests. A
 * session that negotiates executes it itself; here it comes too late, which is said once its arguments have been checked.
 */
final class NegotiationPlugin implements QmpPlugin {
    @Override
    public void register(PluginRegistry registry) {
        registry.command(QmpCapabilities.class, (command, context) -> {
            throw new CommandFailedException(
                    QmpError.commandNotFound("Capabilities negotiation is already complete, command ignored"));
        });
    }
}

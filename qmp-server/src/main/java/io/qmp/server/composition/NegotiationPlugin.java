package io.qmp.server.composition;

import io.qmp.api.command.QmpCapabilities;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.WireNames;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import java.util.List;

/**
 * Registers {@code qmp_capabilities}, so that {@code query-commands}, the introspection and out-of-band requests
 * know it. A session executes it itself until negotiation is complete; afterwards the handler here fails, once the
 * arguments have been checked.
 */
final class NegotiationPlugin implements QmpPlugin {
    @Override
    public void register(PluginRegistry registry) {
        registry.commands(
                List.of(WireNames.QMP_CAPABILITIES),
                late -> late.command(QmpCapabilities.class, (command, context) -> {
                    throw new CommandFailedException(
                            QmpError.commandNotFound("Capabilities negotiation is already complete, command ignored"));
                }));
    }
}

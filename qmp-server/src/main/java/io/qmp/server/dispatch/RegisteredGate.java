package io.qmp.server.dispatch;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.CommandGate;
import io.qmp.server.guard.PluginCode;
import java.util.Optional;

/**
 * A gate and the plugin it came from.
 *
 * @param gate decides about commands
 * @param plugin the plugin
 */
public record RegisteredGate(CommandGate gate, PluginCode plugin) {
    /** Asks the gate; throws what it throws. */
    Optional<QmpError> refusal(String command, CommandContext context) {
        ClassLoader outer = plugin.enter(this, context);
        try {
            return gate.refusal(command, context);
        } finally {
            plugin.leave(outer);
        }
    }

    /** {@return what it is, for messages} */
    @Override
    public String toString() {
        return "a gate of " + plugin;
    }
}

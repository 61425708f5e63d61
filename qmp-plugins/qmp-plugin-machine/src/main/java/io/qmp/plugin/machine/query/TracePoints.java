package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.command.TraceEventGetState;
import io.qmp.plugin.qemu.command.TraceEventSetState;
import java.util.List;

/** The commands of trace points, of which the machine has none: a pattern fits nothing, a name is unknown. */
public final class TracePoints {
    private TracePoints() {}

    /** Registers them. */
    public static void register(PluginRegistry registry) {
        registry.command(TraceEventGetState.class, returns(query -> {
            needPattern(query.name());
            return List.of();
        }));
        registry.command(TraceEventSetState.class, does(set -> {
            if (!Boolean.TRUE.equals(set.ignoreUnavailable())) {
                needPattern(set.name());
            }
        }));
    }

    private static void needPattern(String name) {
        if (!name.contains("*") && !name.contains("?")) {
            throw CommandFailedException.generic("unknown event \"" + name + "\"");
        }
    }
}

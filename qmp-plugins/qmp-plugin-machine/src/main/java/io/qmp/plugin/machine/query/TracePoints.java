package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.command.TraceEventGetState;
import io.qmp.plugin.qemu.command.TraceEventSetState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of trace points, of which the machine has none: a pattern fits nothing, a name is unknown. */
public final class TracePoints {
    private TracePoints() {}

    /**
     * Registers them.
     *
     * @param cpus the number of virtual CPUs
     */
    public static void register(PluginRegistry registry, int cpus) {
        registry.command(TraceEventGetState.class, returns(query -> {
            checkCpu(query.vcpu(), cpus);
            needPattern(query.name());
            return List.of();
        }));
        registry.command(TraceEventSetState.class, does(set -> {
            checkCpu(set.vcpu(), cpus);
            needPattern(set.name());
        }));
    }

    private static void checkCpu(@Nullable Long cpu, int cpus) {
        if (cpu != null && (cpu < 0 || cpu >= cpus)) {
            throw CommandFailedException.generic("invalid vCPU index " + cpu);
        }
    }

    private static void needPattern(String name) {
        if (!name.contains("*") && !name.contains("?")) {
            throw CommandFailedException.generic("unknown event \"" + name + "\"");
        }
    }
}

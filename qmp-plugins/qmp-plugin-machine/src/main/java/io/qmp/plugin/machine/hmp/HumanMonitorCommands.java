package io.qmp.plugin.machine.hmp;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.memory.Checksum;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.runstate.Machine;
import io.qmp.plugin.qemu.command.HumanMonitorCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The command that reaches the human monitor. */
public final class HumanMonitorCommands {
    private HumanMonitorCommands() {}

    /** Registers it. */
    public static void register(
            PluginRegistry registry,
            MachineConfig config,
            Machine machine,
            Memory memory,
            Checksum checksum,
            BlockDevices devices) {
        List<HmpCommand> infos =
                new ArrayList<>(new InfoCommands(config, registry.server().version(), machine, memory).commands());
        infos.addAll(new BlockInfoCommands(devices).commands());
        HumanMonitor monitor =
                new HumanMonitor(new MachineCommands(registry.server(), machine, memory, checksum).commands(), infos);
        registry.command(HumanMonitorCommand.class, (command, context) -> execute(monitor, command, config.cpus()));
    }

    private static CompletionStage<String> execute(HumanMonitor monitor, HumanMonitorCommand command, int cpus) {
        Long cpu = command.cpuIndex();
        if (cpu != null && (cpu < 0 || cpu >= cpus)) {
            throw CommandFailedException.generic("Parameter 'cpu-index' expects a CPU number");
        }
        return monitor.execute(command.commandLine());
    }
}

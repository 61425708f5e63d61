package io.qmp.plugin.machine.door;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.memory.Checksum;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.query.Replies;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.version.Behaviour;
import io.qmp.plugin.qemu.command.HumanMonitorCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The command {@code human-monitor-command}. */
public final class HumanMonitorCommands {
    private HumanMonitorCommands() {}

    /**
     * The parts of the machine that lines can reach.
     *
     * @param machine the run state
     * @param memory the memory
     * @param checksum the checksums of parts of it
     * @param disks the block nodes and disks
     * @param objects the objects, made when they are first asked for
     * @param replies what was recorded of the human monitor
     */
    public record Reach(
            Machine machine,
            Memory memory,
            Checksum checksum,
            BlockDevices disks,
            Supplier<Qom> objects,
            Replies replies) {}

    /** Registers it. */
    public static void register(PluginRegistry registry, MachineConfig config, Reach reach, ListInfoCommands lists) {
        List<HmpCommand> infos = new ArrayList<>(
                new InfoCommands(config, registry.server().version(), reach.machine(), reach.memory()).commands());
        infos.addAll(new BlockInfoCommands(
                        reach.disks(),
                        Behaviour.of(registry.server().version().qemu()).statsAreTables())
                .commands());
        infos.addAll(lists.commands());
        infos.addAll(new ObjectInfoCommands(reach.objects()).commands());
        infos.addAll(RecordedInfoCommands.others(infos, reach.replies()));
        MachineCommands commands =
                new MachineCommands(registry.server(), reach.machine(), reach.memory(), reach.checksum());
        HumanMonitor monitor = new HumanMonitor(commands.commands(), infos);
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

package io.qmp.plugin.machine.door;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.memory.Checksum;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.migration.MigrationCommands;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.query.Replies;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.version.Behaviour;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.command.HumanMonitorCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
     * @param migration the migrations
     */
    public record Reach(
            Machine machine,
            Memory memory,
            Checksum checksum,
            BlockDevices disks,
            Supplier<Qom> objects,
            Replies replies,
            MigrationCommands migration) {}

    /** Registers it. Its tables are made with the first line: most servers never execute one. */
    public static void register(PluginRegistry registry, MachineConfig config, Reach reach, ListInfoCommands lists) {
        Supplier<HumanMonitor> monitor = new Supplier<>() {
            private @Nullable HumanMonitor made; // on the loop, as all commands

            @Override
            public HumanMonitor get() {
                HumanMonitor monitor = made == null ? monitor(registry.server(), config, reach, lists) : made;
                made = monitor;
                return monitor;
            }
        };
        registry.command(
                HumanMonitorCommand.class, (command, context) -> execute(monitor.get(), command, config.cpus()));
    }

    private static HumanMonitor monitor(
            ServerContext server, MachineConfig config, Reach reach, ListInfoCommands lists) {
        List<HmpCommand> infos =
                new ArrayList<>(new InfoCommands(config, server.version(), reach.machine(), reach.memory()).commands());
        infos.addAll(new BlockInfoCommands(
                        reach.disks(), Behaviour.of(server.version().qemu()).statsAreTables())
                .commands());
        infos.addAll(lists.commands());
        QemuVersion version = QemuVersion.of(server.version().qemu());
        infos.addAll(new ObjectInfoCommands(reach.objects(), reach.replies()).commands());
        infos.addAll(new ArgumentInfoCommands(reach.objects(), version.compareTo(QemuVersion.V10_0) >= 0).commands());
        MigrationLines migration = new MigrationLines(reach.migration(), version);
        infos.add(migration.info());
        infos.addAll(RecordedInfoCommands.others(infos, reach.replies()));
        List<HmpCommand> commands = new ArrayList<>(
                new MachineCommands(server, reach.machine(), reach.memory(), reach.checksum()).commands());
        commands.addAll(migration.commands());
        return new HumanMonitor(commands, infos);
    }

    private static CompletionStage<String> execute(HumanMonitor monitor, HumanMonitorCommand command, int cpus) {
        Long cpu = command.cpuIndex();
        if (cpu != null && (cpu < 0 || cpu >= cpus)) {
            throw CommandFailedException.generic("Parameter 'cpu-index' expects a CPU number");
        }
        return monitor.execute(command.commandLine());
    }
}

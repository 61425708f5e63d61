package io.qmp.plugin.machine.memory;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.version.Behaviour;
import io.qmp.plugin.machine.version.FileWording;
import io.qmp.plugin.qemu.command.Balloon;
import io.qmp.plugin.qemu.command.Memsave;
import io.qmp.plugin.qemu.command.Pmemsave;
import io.qmp.plugin.qemu.command.QueryBalloon;
import io.qmp.plugin.qemu.command.QueryMemoryDevices;
import io.qmp.plugin.qemu.command.QueryMemorySizeSummary;
import io.qmp.plugin.qemu.type.BalloonInfo;
import io.qmp.plugin.qemu.type.MemoryInfo;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands and events of the memory. */
public final class MemoryCommands {
    private MemoryCommands() {}

    /**
     * Registers them.
     *
     * @param slots the slots for more memory
     * @param machine the run state
     * @param config what the machine was made of
     */
    public static void register(
            PluginRegistry registry,
            Memory memory,
            Supplier<MemorySlots> slots,
            Machine machine,
            MachineConfig config) {
        FileWording wording = Behaviour.of(registry.server().version().qemu()).files();
        GuestDump.register(registry, machine, memory, config.hostFiles(), wording);
        registry.command(Balloon.class, does(balloon -> memory.balloon().request(balloon.value())));
        registry.command(
                QueryBalloon.class,
                returns(query -> new BalloonInfo(memory.balloon().actual())));
        registry.command(
                QueryMemorySizeSummary.class,
                returns(query -> new MemoryInfo(memory.size(), slots.get().plugged())));
        registry.command(QueryMemoryDevices.class, returns(query -> slots.get().list()));
        MemoryDump dump = new MemoryDump(config.hostFiles());
        registry.blockingCommand(Pmemsave.class, (save, context) -> {
            dump.savePhysical(save.size(), save.filename());
            return Nothing.NOTHING;
        });
        registry.blockingCommand(Memsave.class, (save, context) -> {
            checkCpu(save.cpuIndex(), config.cpus());
            dump.saveVirtual(save.val(), save.size(), save.filename(), memory.size());
            return Nothing.NOTHING;
        });
    }

    private static void checkCpu(@Nullable Long index, int cpus) {
        if (index != null && (index < 0 || index >= cpus)) {
            throw CommandFailedException.generic("Parameter 'cpu-index' expects a CPU number");
        }
    }
}

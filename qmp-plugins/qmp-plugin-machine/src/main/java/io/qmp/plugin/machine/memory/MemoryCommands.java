package io.qmp.plugin.machine.memory;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Open;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineType;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.version.Behaviour;
import io.qmp.plugin.machine.version.FileWording;
import io.qmp.plugin.qemu.command.Balloon;
import io.qmp.plugin.qemu.command.Memsave;
import io.qmp.plugin.qemu.command.Pmemsave;
import io.qmp.plugin.qemu.command.QueryBalloon;
import io.qmp.plugin.qemu.command.QueryMemdev;
import io.qmp.plugin.qemu.command.QueryMemoryDevices;
import io.qmp.plugin.qemu.command.QueryMemorySizeSummary;
import io.qmp.plugin.qemu.event.BalloonChangeEvent;
import io.qmp.plugin.qemu.type.BalloonInfo;
import io.qmp.plugin.qemu.type.HostMemPolicy;
import io.qmp.plugin.qemu.type.MemdevInfo;
import io.qmp.plugin.qemu.type.MemoryInfo;
import java.util.List;
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
            PluginRegistry registry, Memory memory, MemorySlots slots, Machine machine, MachineConfig config) {
        FileWording wording = Behaviour.of(registry.server().version().qemu()).files();
        GuestDump.register(registry, machine, memory, config.hostFiles(), wording);
        registry.command(Balloon.class, does(balloon -> memory.balloon().request(balloon.value())));
        registry.command(
                QueryBalloon.class,
                returns(query -> new BalloonInfo(memory.balloon().actual())));
        registry.command(
                QueryMemorySizeSummary.class, returns(query -> new MemoryInfo(memory.size(), slots.plugged())));
        registry.command(QueryMemoryDevices.class, returns(query -> slots.list()));
        registry.command(
                QueryMemdev.class,
                returns(query -> List.of(backend(memory, config.type().kind()))));
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
        registry.event(BalloonChangeEvent.class);
    }

    private static void checkCpu(@Nullable Long index, int cpus) {
        if (index != null && (index < 0 || index >= cpus)) {
            throw CommandFailedException.generic("Parameter 'cpu-index' expects a CPU number");
        }
    }

    /** The backend of the memory, as QEMU makes it by default. */
    private static MemdevInfo backend(Memory memory, MachineType.Kind board) {
        return new MemdevInfo(
                board.memoryName(),
                memory.size(),
                true,
                true,
                false,
                false,
                true,
                List.of(),
                Open.of(HostMemPolicy.DEFAULT));
    }
}

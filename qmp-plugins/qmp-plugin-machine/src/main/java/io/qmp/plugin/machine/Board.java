package io.qmp.plugin.machine;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.plugin.machine.block.BlockCommands;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.hmp.HumanMonitorCommands;
import io.qmp.plugin.machine.memory.BalloonDevice;
import io.qmp.plugin.machine.memory.Checksum;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.memory.MemoryCommands;
import io.qmp.plugin.machine.query.AbsentDevices;
import io.qmp.plugin.machine.query.MachineQueries;
import io.qmp.plugin.machine.query.MonitorQueries;
import io.qmp.plugin.machine.runstate.Machine;
import io.qmp.plugin.machine.runstate.RunStateCommands;
import java.util.Optional;

/** The parts of one machine, put together. */
final class Board {
    private final MachineConfig config;
    private final Machine machine;
    private final Memory memory;
    private final Checksum checksum;
    private final BlockDevices devices;
    private final Guest guest;
    private final Objects objects;

    Board(MachineConfig config, ServerContext server) {
        this.config = config;
        this.machine = new Machine(server, config.actions(), config.startStopped());
        this.memory = new Memory(
                config.memory(),
                config.balloon() ? Optional.of(new BalloonDevice(config.memory(), server::emit)) : Optional.empty());
        this.checksum = new Checksum(server.loop());
        this.devices = new BlockDevices(config.nodes(), config.disks(), machine, server);
        this.objects = new Objects(config, server, machine, memory, devices);
        this.guest = new Guest(server, machine, memory, devices, MachineQueries.clockPath(config));
    }

    void register(PluginRegistry registry) {
        RunStateCommands.register(registry, machine);
        MemoryCommands.register(registry, memory);
        BlockCommands.register(registry, devices);
        MachineQueries.register(registry, config);
        MonitorQueries.register(registry);
        AbsentDevices.register(registry);
        HumanMonitorCommands.register(registry, config, machine, memory, checksum, devices);
        objects.register(registry);
        GuestCommands.registerEvents(registry);
        if (config.guestCommands()) {
            GuestCommands.register(registry, guest, devices);
        }
    }

    Guest guest() {
        return guest;
    }

    boolean hasFailed() {
        return machine.hasFailed();
    }

    void end(ShutdownCause cause) {
        machine.end(cause);
    }

    void close() {
        guest.close();
        checksum.close();
    }
}

package io.qmp.plugin.machine;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.chardev.ChardevCommands;
import io.qmp.plugin.machine.chardev.Chardevs;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.device.DeviceCommands;
import io.qmp.plugin.machine.device.Devices;
import io.qmp.plugin.machine.device.MachineBackends;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.net.Network;
import io.qmp.plugin.machine.net.NetworkCommands;
import io.qmp.plugin.machine.object.ObjectCommands;
import io.qmp.plugin.machine.object.UserObjects;
import io.qmp.plugin.machine.qom.Qom;
import io.qmp.plugin.machine.qom.QomCommands;
import io.qmp.plugin.machine.runstate.Machine;
import org.jspecify.annotations.Nullable;

/** The objects of one machine, put together. Unless there are devices to check, they are made when somebody first asks for one. */
final class Objects {
    private final MachineConfig config;
    private final Devices devices;
    private final UserObjects objects;
    private final Chardevs chardevs;
    private final Network network = new Network();
    private @Nullable Qom qom;

    Objects(MachineConfig config, ServerContext server, Machine machine, Memory memory, BlockDevices disks) {
        this.config = config;
        this.chardevs = new Chardevs(server);
        this.devices = new Devices(this::qom, server, new MachineBackends(disks, chardevs, network, memory));
        this.objects = new UserObjects(this::qom);
        machine.listen(devices);
        if (config.devices().size() > config.disks().size() + (config.balloon() ? 1 : 0)) {
            checkDevices();
        }
    }

    /** Balloon and disks were checked when they were configured; whether others can be plugged in is only known when they are. */
    private void checkDevices() {
        try {
            qom();
        } catch (CommandFailedException e) {
            throw new IllegalArgumentException("-device: " + e.error().desc(), e);
        }
    }

    void register(PluginRegistry registry) {
        QomCommands.register(registry, this::qom);
        ObjectCommands.register(registry, objects);
        DeviceCommands.register(registry, devices);
        ChardevCommands.register(registry, chardevs);
        NetworkCommands.register(registry, network);
    }

    private Qom qom() {
        Qom made = qom;
        if (made == null) {
            made = Qom.create();
            devices.addAll(made, config.devices());
            qom = made;
        }
        return made;
    }
}

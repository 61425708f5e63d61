package io.qmp.plugin.machine;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.chardev.ChardevCommands;
import io.qmp.plugin.machine.chardev.ChardevObjects;
import io.qmp.plugin.machine.chardev.Chardevs;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.device.Backends;
import io.qmp.plugin.machine.device.DeviceCommands;
import io.qmp.plugin.machine.device.Devices;
import io.qmp.plugin.machine.device.MachineBackends;
import io.qmp.plugin.machine.device.Sockets;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.net.Network;
import io.qmp.plugin.machine.net.NetworkCommands;
import io.qmp.plugin.machine.object.ObjectCommands;
import io.qmp.plugin.machine.object.UserObjects;
import io.qmp.plugin.machine.qom.Qom;
import io.qmp.plugin.machine.qom.QomCommands;
import io.qmp.plugin.machine.runstate.Machine;
import org.jspecify.annotations.Nullable;

/** The objects of one machine, put together. They are made when somebody first asks for one: most servers are never asked. */
final class Objects {
    private final MachineConfig config;
    private final Devices devices;
    private final UserObjects objects;
    private final Chardevs chardevs;
    private final Network network = new Network();
    private final Backends backends;
    private @Nullable Sockets sockets;

    Objects(MachineConfig config, ServerContext server, Machine machine, Memory memory, BlockDevices disks) {
        this.config = config;
        this.chardevs = new Chardevs(server);
        this.backends = new MachineBackends(disks, chardevs, network, memory);
        this.devices = new Devices(this::sockets, server, backends);
        this.objects = new UserObjects(this::qom);
        machine.listen(devices);
    }

    /**
     * Plugs the devices of a configuration in, for a try. A balloon and disks were checked when they were configured.
     *
     * @throws IllegalArgumentException in QEMU's words if one cannot be plugged in
     */
    static void check(MachineConfig config) {
        if (config.devices().size() > config.disks().size() + (config.balloon() ? 1 : 0)) {
            try {
                new Sockets(Qom.create(), Backends.ANY).addAll(config.devices());
            } catch (CommandFailedException e) {
                throw new IllegalArgumentException("-device: " + e.error().desc(), e);
            }
        }
    }

    void register(PluginRegistry registry) {
        QomCommands.register(registry, this::qom);
        ObjectCommands.register(registry, objects);
        DeviceCommands.register(registry, devices);
        ChardevCommands.register(registry, chardevs);
        NetworkCommands.register(registry, network);
    }

    boolean hasThrottleGroup(String id) {
        return qom().tree()
                .resolve("/objects/" + id)
                .found()
                .filter(object -> object.type().is("throttle-group"))
                .isPresent();
    }

    Qom qom() {
        return sockets().qom();
    }

    private Sockets sockets() {
        Sockets made = sockets;
        if (made == null) {
            made = new Sockets(Qom.create(), backends);
            made.addAll(config.devices());
            sockets = made;
        }
        ChardevObjects.update(made.qom(), chardevs); // also those of monitors, which come and go unnoticed
        return made;
    }
}

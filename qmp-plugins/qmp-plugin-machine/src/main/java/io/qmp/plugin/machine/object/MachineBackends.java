package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.config.Disk;
import io.qmp.plugin.machine.config.Disk.OnError;
import io.qmp.plugin.machine.memory.Memory;
import java.util.Locale;
import java.util.Optional;

/** The backends that the machine has. */
public final class MachineBackends implements Backends {
    private final BackendChecks checks;
    private final BlockDevices disks;
    private final Memory memory;
    private final Chardevs chardevs;

    /** Makes it of the parts of the machine. */
    public MachineBackends(BlockDevices disks, Chardevs chardevs, Network network, Memory memory) {
        this.checks = new BackendChecks(disks.graph(), chardevs::has, network);
        this.disks = disks;
        this.memory = memory;
        this.chardevs = chardevs;
    }

    @Override
    public void check(QomObject device) {
        checks.check(device);
    }

    /** The machine has a balloon and disks that are not plugged in hot already. */
    @Override
    public void realize(Qom qom, QomObject device, boolean hot) {
        checks.realize(qom, device, hot);
        if (!hot) {
            return;
        }
        device.text("chardev").filter(chardevs::isMonitors).ifPresent(used -> {
            throw BackendChecks.inUse(device, used);
        });
        if (BackendChecks.isBalloon(device)) {
            if (memory.device().isPresent()) {
                throw CommandFailedException.generic("Only one balloon device is supported");
            }
            memory.plug(true);
        }
        chardevs.users().added(device);
        disks.announce(device.type().name(), BackendChecks.diskName(device));
        device.text("drive")
                .filter(node -> disks.graph().behind(node).isPresent())
                .ifPresent(node -> disks.plug(
                        new Disk(Optional.empty(), node, onError(device, "rerror"), onError(device, "werror")),
                        BackendChecks.diskName(device)));
    }

    private static OnError onError(QomObject device, String property) {
        return device.text(property)
                .map(word -> OnError.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(OnError.AUTO);
    }

    @Override
    public void gone(QomObject device) {
        chardevs.users().removed(device);
        if (BackendChecks.isBalloon(device)) {
            memory.plug(false);
        }
        disks.unplug(BackendChecks.diskName(device));
    }
}

package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.config.Disk;
import io.qmp.plugin.machine.config.Disk.OnError;
import io.qmp.plugin.machine.memory.Memory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The backends that the machine has. */
public final class MachineBackends implements Backends {
    private static final String DISK = "/virtio-backend";
    private static final long MOST_SECONDS = 0xffff_ffffL;

    private final Map<String, Predicate<String>> existing;
    private final BlockDevices disks;
    private final Memory memory;

    /** Makes it of the parts of the machine. */
    public MachineBackends(BlockDevices disks, Chardevs chardevs, Network network, Memory memory) {
        this.existing = Map.of(
                "drive",
                name -> disks.graph().find(name).isPresent(),
                "chardev",
                chardevs::has,
                "netdev",
                network::has);
        this.disks = disks;
        this.memory = memory;
    }

    @Override
    public void check(QomObject device) {
        existing.forEach((name, exists) -> device.property(name)
                .filter(property -> property.type().equals("str"))
                .ifPresent(property -> property.check(value -> {
                    if (value instanceof QmpString text && !exists.test(text.value())) {
                        String type = device.child("virtio-backend")
                                .orElse(device)
                                .type()
                                .name();
                        throw CommandFailedException.generic(
                                "Property '" + type + "." + name + "' can't find value '" + text.value() + "'");
                    }
                })));
        if (isBalloon(device)) {
            device.property("guest-stats-polling-interval")
                    .ifPresent(property -> property.check(MachineBackends::checkInterval));
        }
    }

    private static boolean isBalloon(QomObject device) {
        return device.child("virtio-backend")
                .filter(part -> part.type().is("virtio-balloon-device"))
                .isPresent();
    }

    private static void checkInterval(QmpValue seconds) {
        if (seconds instanceof QmpLong number && number.value() < 0) {
            throw CommandFailedException.generic("timer value must be greater than zero");
        }
        if (seconds instanceof QmpLong number && number.value() > MOST_SECONDS) {
            throw CommandFailedException.generic("timer value is too big");
        }
    }

    /** The machine has its balloon from the beginning, or never. */
    @Override
    public void realize(QomObject device) {
        if (isBalloon(device)) {
            throw CommandFailedException.generic(
                    memory.device().isPresent()
                            ? "Only one balloon device is supported"
                            : "this machine has a balloon only from the beginning");
        }
        device.text("drive")
                .filter(node -> !node.isEmpty())
                .ifPresent(node -> disks.plug(
                        new Disk(Optional.empty(), node, onError(device, "rerror"), onError(device, "werror")),
                        device.path() + DISK));
    }

    private static OnError onError(QomObject device, String property) {
        return device.text(property)
                .map(word -> OnError.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(OnError.AUTO);
    }

    @Override
    public void gone(String path) {
        disks.unplug(path + DISK);
    }
}

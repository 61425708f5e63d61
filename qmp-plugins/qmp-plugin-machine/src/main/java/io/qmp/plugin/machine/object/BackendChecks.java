package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.block.BlockGraph;
import io.qmp.plugin.machine.block.BlockNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks that the backends exist that devices name. Connects nothing: for a machine that is only checked. */
public final class BackendChecks implements Backends {
    private static final String DRIVE = "drive";
    private static final String CHARDEV = "chardev";
    private static final String SERIAL_PORT = "virtio-serial-port";
    private static final long MOST_SECONDS = 0xffff_ffffL;

    private final Map<String, Predicate<String>> existing;
    private final BlockGraph graph;

    /**
     * Makes the checks.
     *
     * @param graph the block nodes
     * @param chardevs whether there is a character device of an id
     * @param network the network backends
     */
    public BackendChecks(BlockGraph graph, Predicate<String> chardevs, Network network) {
        this.graph = graph;
        this.existing = Map.of(DRIVE, graph::has, CHARDEV, chardevs, "netdev", network::has);
    }

    @Override
    public void check(QomObject device) {
        existing.forEach((name, exists) -> device.property(name)
                .filter(property -> property.type().equals("str"))
                .ifPresent(property -> property.check(value -> {
                    if (value instanceof QmpString text && !exists.test(text.value())) {
                        throw CommandFailedException.generic("Property '" + device.typeOf(name) + "." + name
                                + "' can't find value '" + text.value() + "'");
                    }
                })));
        if (isBalloon(device)) {
            device.property("guest-stats-polling-interval")
                    .ifPresent(property -> property.check(BackendChecks::checkInterval));
        }
    }

    static boolean isBalloon(QomObject device) {
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

    /**
     * Fails if another device has the character device or the name of a port; or writes to the same block node, and
     * one of the two does not share it.
     */
    @Override
    public void realize(Qom qom, QomObject device, boolean hot) {
        checkChardev(qom, device);
        boolean isDisk = device.child("virtio-backend")
                .filter(part -> part.type().is("virtio-blk-device"))
                .isPresent();
        if (isDisk && device.text(DRIVE).filter(node -> !node.isEmpty()).isEmpty()) {
            throw CommandFailedException.generic("drive property not set");
        }
        device.text(DRIVE)
                .flatMap(graph::behind)
                .filter(node -> !node.readOnly())
                .ifPresent(node -> {
                    if (!shares(device) && node.isExportedWritable()) {
                        throw conflict(node, "an unnamed block device", device);
                    }
                    PluggedDevices.all(qom)
                            .filter(other -> !other.path().equals(device.path()))
                            .filter(other -> other.text(DRIVE)
                                    .filter(node.name()::equals)
                                    .isPresent())
                            .findFirst()
                            .ifPresent(other -> checkSharing(node, device, other));
                });
    }

    /** {@return the name of the disk that lets nobody else write to a node, if there is one} */
    public static Optional<String> owner(Qom qom, BlockNode node) {
        return PluggedDevices.all(qom)
                .filter(device -> device.text(DRIVE).filter(node.name()::equals).isPresent() && !shares(device))
                .map(BackendChecks::diskName)
                .findFirst();
    }

    private static void checkChardev(Qom qom, QomObject device) {
        if (device.type().name().equals("ivshmem-doorbell")
                && device.text(CHARDEV).orElse("").isEmpty()) {
            throw CommandFailedException.generic("You must specify a 'chardev'");
        }
        device.text(CHARDEV).filter(label -> has(qom, device, CHARDEV, label)).ifPresent(label -> {
            throw inUse(device, label);
        });
        device.text("name")
                .filter(name -> device.type().is(SERIAL_PORT) && has(qom, device, "name", name))
                .ifPresent(name -> {
                    throw CommandFailedException.generic("virtio-serial-bus: A port already exists by name " + name);
                });
    }

    /** {@return whether another device has this value, which is not empty} */
    private static boolean has(Qom qom, QomObject device, String property, String value) {
        return !value.isEmpty()
                && PluggedDevices.all(qom)
                        .filter(other -> !other.path().equals(device.path()))
                        .filter(other ->
                                property.equals(CHARDEV) || other.type().is(SERIAL_PORT))
                        .anyMatch(other ->
                                other.text(property).filter(value::equals).isPresent());
    }

    static CommandFailedException inUse(QomObject device, String label) {
        return CommandFailedException.generic("Property '" + device.typeOf(CHARDEV) + "." + CHARDEV
                + "' can't take value '" + label + "': chardev '" + label + "' is already in use");
    }

    private static void checkSharing(BlockNode node, QomObject device, QomObject other) {
        if (!shares(device)) {
            throw conflict(node, named(other), device);
        } else if (!shares(other)) {
            throw conflict(node, named(device), other);
        }
    }

    private static boolean shares(QomObject device) {
        return device.isOn("share-rw");
    }

    private static String named(QomObject device) {
        return "block device '" + diskName(device) + "'";
    }

    private static CommandFailedException conflict(BlockNode node, String writer, QomObject owner) {
        String use = " (uses node '" + node.name() + "' as 'root' child)";
        return CommandFailedException.generic(
                "Permission conflict on node '" + node.name() + "': permissions 'write' are both required by " + writer
                        + use + " and unshared by " + named(owner) + use + ".");
    }

    /** {@return the name of a device for queries about disks: the path of what reads and writes, or the id} */
    static String diskName(QomObject device) {
        if (device.type().is("usb-storage")) {
            return device.path() + "/" + device.name() + ".0/legacy[0]";
        }
        return device.child("virtio-backend")
                .map(QomObject::path)
                .orElseGet(() -> device.isPlugged() ? device.name() : device.path());
    }

    @Override
    public void gone(QomObject device) {}
}

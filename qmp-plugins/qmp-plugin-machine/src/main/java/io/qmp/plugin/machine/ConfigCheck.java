package io.qmp.plugin.machine;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.block.BlockGraph;
import io.qmp.plugin.machine.block.FdsetLender;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.config.Disk;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.NewObject;
import io.qmp.plugin.machine.object.Backends;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.Sockets;
import io.qmp.plugin.machine.object.UserObjects;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that a machine can be made of a configuration, by opening its block nodes, creating its objects and plugging
 * in its devices.
 * Throws an {@link IllegalArgumentException} with QEMU's text, beginning with the wrong option.
 */
final class ConfigCheck {
    /** Devices and properties that need no look-up in the recorded types, which take time to read. */
    private static final Set<String> KNOWN_DRIVERS =
            Set.of("virtio-balloon", "virtio-balloon-pci", "virtio-blk", "virtio-blk-pci");

    private static final Set<String> KNOWN_PROPERTIES = Set.of(
            "addr",
            "bootindex",
            "deflate-on-oom",
            "drive",
            "free-page-reporting",
            "num-queues",
            "rerror",
            "serial",
            "werror");

    private ConfigCheck() {}

    static void check(MachineConfig config, WireCodec codec) {
        BlockGraph graph = new BlockGraph(group -> true, event -> {}, FdsetLender.NONE, codec);
        for (BlockdevOptions node : config.nodes()) {
            run(config.optionOf(node), "-blockdev", () -> graph.add(node));
        }
        for (Disk disk : config.disks()) {
            run(option(config, disk), "-device", () -> needNode(graph, disk));
        }
        if (!config.objects().isEmpty() || !config.devices().stream().allMatch(ConfigCheck::isKnown)) {
            Qom qom = Qom.create(codec);
            UserObjects objects = new UserObjects(() -> qom);
            config.objects().forEach(object -> create(objects, object));
            Sockets sockets = new Sockets(qom, Backends.ANY);
            for (Device device : config.devices()) {
                run(config.optionOf(device), "-device", () -> sockets.addAll(List.of(device)));
            }
        }
    }

    /** As in QEMU, errors of an object as a whole do not name the option. */
    private static void create(UserObjects objects, NewObject object) {
        try {
            objects.create(object);
        } catch (CommandFailedException e) {
            throw new IllegalArgumentException(e.error().desc(), e);
        }
    }

    private static boolean isKnown(Device device) {
        return KNOWN_DRIVERS.contains(device.driver())
                && KNOWN_PROPERTIES.containsAll(device.properties().keySet());
    }

    private static void needNode(BlockGraph graph, Disk disk) {
        if (graph.find(disk.node()).isEmpty()) {
            throw CommandFailedException.generic(
                    "Property 'virtio-blk-device.drive' can't find value '" + disk.node() + "'");
        }
    }

    /** Fails if two disks have the same node. */
    private static Optional<String> option(MachineConfig config, Disk disk) {
        return config.devices().stream()
                .filter(device -> disk.node().equals(device.properties().get("drive")))
                .findFirst()
                .flatMap(config::optionOf);
    }

    private static void run(Optional<String> option, String kind, Runnable attempt) {
        try {
            attempt.run();
        } catch (CommandFailedException e) {
            throw new IllegalArgumentException(
                    option.orElse(kind) + ": " + e.error().desc(), e);
        }
    }
}

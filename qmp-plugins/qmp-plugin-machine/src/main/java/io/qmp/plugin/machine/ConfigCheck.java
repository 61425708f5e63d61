package io.qmp.plugin.machine;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.block.BlockGraph;
import io.qmp.plugin.machine.block.FdsetLender;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.config.Disk;
import io.qmp.plugin.machine.config.Drive;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineType;
import io.qmp.plugin.machine.config.NewObject;
import io.qmp.plugin.machine.object.BackendChecks;
import io.qmp.plugin.machine.object.Board;
import io.qmp.plugin.machine.object.Network;
import io.qmp.plugin.machine.object.ObjectEnds;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.Recorded;
import io.qmp.plugin.machine.object.Slots;
import io.qmp.plugin.machine.object.Sockets;
import io.qmp.plugin.machine.object.TypeTable;
import io.qmp.plugin.machine.object.UserObjects;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.Accelerator;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.NetdevOptions;
import io.qmp.plugin.qemu.type.NumaOptions;
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

    /** Their values are checked with the disks, or are any texts. */
    private static final Set<String> KNOWN_PROPERTIES = Set.of("drive", "rerror", "serial", "werror");

    private static final int MOST_WITHOUT_X2APIC = 255;

    private ConfigCheck() {}

    static void check(MachineConfig config, Recorded recorded, WireCodec codec) {
        checkCpus(config, recorded.version());
        checkModel(config, recorded, codec);
        if (hasParts(config)) {
            checkParts(config, recorded, codec);
        } else {
            slots(config);
        }
    }

    private static boolean hasParts(MachineConfig config) {
        return !(config.nodes().isEmpty()
                && config.drives().isEmpty()
                && config.netdevs().isEmpty()
                && config.devices().isEmpty()
                && config.objects().isEmpty());
    }

    private static void checkParts(MachineConfig config, Recorded recorded, WireCodec codec) {
        BlockGraph graph = new BlockGraph(group -> true, event -> {}, FdsetLender.NONE, codec);
        for (BlockdevOptions node : config.nodes()) {
            run(config.optionOf(node), "-blockdev", () -> graph.add(node));
        }
        for (Drive drive : config.drives()) {
            run(config.optionOf(drive), "-drive", () -> graph.add(drive));
        }
        slots(config);
        Network network = new Network(chardev -> true);
        for (NetdevOptions netdev : config.netdevs()) {
            run(config.optionOf(netdev), "-netdev", () -> network.add(netdev));
        }
        for (Device device : config.devices()) {
            run(config.optionOf(device), "-device", () -> needNode(graph, device));
        }
        long nodes = config.disks().stream().map(Disk::node).distinct().count();
        if (!config.objects().isEmpty()
                || nodes < config.disks().size()
                || !config.devices().stream().allMatch(ConfigCheck::isKnown)) {
            Qom qom = Qom.create(recorded, Board.of(config), codec);
            UserObjects objects =
                    new UserObjects(() -> qom, new ObjectEnds(network, chardev -> true, chardev -> false));
            config.objects().forEach(object -> create(objects, object));
            Slots slots = slots(config);
            Sockets sockets = new Sockets(qom, new BackendChecks(graph, chardev -> true, network));
            for (Device device : config.devices()) {
                run(config.optionOf(device), "-device", () -> sockets.addAll(List.of(device), slots));
            }
        }
    }

    /** {@return the slots of the machine, with NUMA nodes that go together} */
    private static Slots slots(MachineConfig config) {
        Slots slots = Slots.of(config, config::memoryBackend);
        for (NumaOptions numa : config.numa()) {
            run(config.optionOf(numa), "-numa", () -> slots.numa().set(numa));
        }
        try {
            if (!config.preconfig()) {
                slots.build();
            }
        } catch (CommandFailedException e) { // as in QEMU, it names no option
            throw new IllegalArgumentException(e.error().desc(), e);
        }
        return slots;
    }

    /** Without KVM, 7.2 cannot address more than 255 CPUs. */
    private static void checkCpus(MachineConfig config, QemuVersion version) {
        MachineType type = config.type().ofVersion(version);
        int most = config.topology().maxcpus();
        if (most > type.mostCpus()) {
            throw new IllegalArgumentException("Invalid SMP CPUs " + most + ". The max CPUs supported by machine '"
                    + type.name() + "' is " + type.mostCpus());
        }
        if (type.kind() == MachineType.Kind.Q35 && version == QemuVersion.V7_2 && most > MOST_WITHOUT_X2APIC) {
            throw new IllegalArgumentException(
                    "current -smp configuration requires kernel irqchip and X2APIC API support.");
        }
    }

    /** Types take time to read. */
    private static void checkModel(MachineConfig config, Recorded recorded, WireCodec codec) {
        String model = config.cpuModel();
        if (!config.type().kind().hasCpus() || model.equals(config.type().kind().cpuModel())) {
            return;
        }
        if (model.equals("host") && config.accelerator() != Accelerator.KVM) {
            throw new IllegalArgumentException("CPU model 'host' requires KVM or HVF");
        }
        if (TypeTable.read(recorded, codec).find(model + "-x86_64-cpu").isEmpty()) {
            throw new IllegalArgumentException("unable to find CPU model '" + model + "'");
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
                && KNOWN_PROPERTIES.containsAll(
                        device.properties().values().members().keySet());
    }

    private static void needNode(BlockGraph graph, Device device) {
        if (KNOWN_DRIVERS.contains(device.driver())) {
            device.disk().filter(disk -> graph.behind(disk.node()).isEmpty()).ifPresent(disk -> {
                throw CommandFailedException.generic(
                        "Property 'virtio-blk-device.drive' can't find value '" + disk.node() + "'");
            });
        }
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

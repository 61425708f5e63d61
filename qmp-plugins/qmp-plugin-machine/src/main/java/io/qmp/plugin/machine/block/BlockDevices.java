package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.config.Disk;
import io.qmp.plugin.machine.config.Drive;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.BlockDeviceInfo;
import io.qmp.plugin.qemu.type.BlockInfo;
import io.qmp.plugin.qemu.type.BlockStats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The block nodes of the machine, and the disks that show them to the guest. */
public final class BlockDevices {
    /** The number of levels below a node that are described. QEMU describes all, for filters twice. */
    private static final int MOST_LEVELS = 8;

    private final BlockGraph graph;
    /** By the path of what reads and writes the node, or the id. */
    private final Map<String, DiskDevice> disks = new LinkedHashMap<>();
    /** The names of all disks, also of those without a medium, in the order in which they were added. */
    private final Set<String> names = new LinkedHashSet<>();

    private final RemovableMedia media;
    private final ActiveNodes active;

    private final List<Drive> drives;
    private final Machine machine;
    private final ServerContext server;
    private final long jobRate;

    /**
     * Makes them.
     *
     * @param config the initial nodes and disks
     * @param throttleGroups whether a throttle group of that name exists
     * @param codec formats the options in nodes' names
     */
    public BlockDevices(
            MachineConfig config,
            Predicate<String> throttleGroups,
            Machine machine,
            ServerContext server,
            WireCodec codec) {
        this.graph = new BlockGraph(throttleGroups, server::emit, server.descriptors()::lend, codec);
        this.machine = machine;
        this.server = server;
        this.media = new RemovableMedia(this, server);
        this.active = new ActiveNodes(graph, machine);
        graph.activeFromStart(active::areActiveFromStart);
        config.nodes().forEach(graph::add);
        config.drives().forEach(graph::add);
        graph.limitFiles(config.hostFiles());
        drives = config.drives();
        jobRate = config.jobRate();
        int nameless = 0;
        for (Device device : config.devices()) {
            String path = "/machine/"
                    + (device.id().isPresent()
                            ? "peripheral/" + device.id().get()
                            : "peripheral-anon/device[" + nameless++ + "]");
            announce(device.driver(), name(device, path));
            device.disk()
                    .filter(disk -> graph.behind(disk.node()).isPresent())
                    .ifPresent(disk -> add(disk, name(device, path)).reset());
        }
    }

    private static String name(Device device, String path) {
        if (device.driver().equals("usb-storage")) {
            return path + "/" + path.substring(path.lastIndexOf('/') + 1) + ".0/legacy[0]";
        }
        return device.driver().startsWith("virtio-blk")
                ? path + "/virtio-backend"
                : device.id().orElse(path);
    }

    /** {@return which nodes are active} */
    public ActiveNodes active() {
        return active;
    }

    /** Takes note of a device that may have removable media. */
    public void announce(String driver, String device) {
        media.add(driver, device);
        if (media.has(device)) {
            names.add(device);
        }
    }

    /** {@return the trays of devices} */
    public RemovableMedia media() {
        return media;
    }

    /** {@return whether there is a disk of that path or id, also if it has no medium} */
    public boolean has(String path) {
        return names.contains(path);
    }

    boolean hasMedium(String path) {
        return disks.containsKey(path);
    }

    /** {@return the bytes a second that block jobs without a speed copy; 0 for all at once} */
    long jobRate() {
        return jobRate;
    }

    /** {@return whether block jobs and transactions behave as in versions after 7.2} */
    boolean isLaterThan72() {
        return QemuVersion.of(server.version().qemu()) != QemuVersion.V7_2;
    }

    /** Stops the machine for a snapshot that is loaded. */
    void stopToRestore() {
        machine.stopToRestore();
    }

    /** {@return the block nodes} */
    public BlockGraph graph() {
        return graph;
    }

    /**
     * Adds a disk to the running machine.
     *
     * @param disk its configuration
     * @param path the path of what reads and writes the node, in the object tree, or the id
     * @throws CommandFailedException if its node does not exist
     */
    public void plug(Disk disk, String path) {
        add(disk, path);
    }

    private DiskDevice add(Disk disk, String path) {
        BlockNode node = graph.behind(disk.node())
                .orElseThrow(() -> CommandFailedException.generic(
                        "Property 'virtio-blk-device.drive' can't find value '" + disk.node() + "'"));
        DiskDevice device = new DiskDevice(disk, node, path, machine, server);
        disks.put(path, device);
        names.add(path);
        return device;
    }

    /** Removes a disk; nothing happens if there is none of that path. */
    public void unplug(String path) {
        unplugMedium(path);
        media.remove(path);
        names.remove(path);
    }

    /** Takes the medium out of a disk; a node that nobody else uses goes with it. */
    void unplugMedium(String path) {
        DiskDevice disk = disks.remove(path);
        if (disk != null) {
            disk.unplug();
            graph.releaseUnused(disk.node());
        }
    }

    /** Performs a request of the guest on the disk of a node. */
    public void submit(String nodeName, Request request) {
        disks.values().stream()
                .filter(disk -> disk.node().name().equals(nodeName))
                .findFirst()
                .orElseThrow(() -> notFound(nodeName))
                .submit(request);
    }

    /** Makes the next access fail. */
    public void fail(String nodeName, Failure failure) {
        graph.find(nodeName).orElseThrow(() -> notFound(nodeName)).fail(failure);
    }

    /** {@return the disk with that id or path} */
    DiskDevice disk(String id) {
        DiskDevice disk = disks.get(id);
        if (disk == null) {
            throw new CommandFailedException(
                    disks.containsKey("/machine/peripheral/" + id + "/virtio-backend")
                            ? QmpError.generic("Device does not have a block device backend")
                            : QmpError.deviceNotFound("Device '" + id + "' not found"));
        }
        return disk;
    }

    /** {@return the disks and nodes, and which uses which} */
    public io.qmp.plugin.qemu.type.BlockGraph uses() {
        return GraphQuery.answer(disks.values(), graph.nodes(), isLaterThan72());
    }

    /** {@return the drives, with the devices that they are of, then the other disks} */
    public List<BlockInfo> disks() {
        List<BlockInfo> all = new ArrayList<>();
        drives.forEach(drive -> all.add(info(drive)));
        for (String name : names) {
            Optional<DiskDevice> disk = Optional.ofNullable(disks.get(name));
            if (disk.flatMap(this::drive).isEmpty()) {
                Optional<BlockInfo> info = disk.map(DiskDevice::info);
                all.add(media.has(name) ? media.info(name, info) : info.orElseThrow());
            }
        }
        return all;
    }

    private BlockInfo info(Drive drive) {
        for (DiskDevice disk : disks.values()) {
            if (drive(disk).filter(drive.id()::equals).isPresent()) {
                return disk.info().toBuilder().device(drive.id()).build();
            }
        }
        BlockInfo.Builder info = BlockInfo.builder(drive.id(), "unknown", drive.removable(), false);
        graph.behind(drive.id()).ifPresent(node -> info.inserted(node.info(true, false, IoLimits.NONE)));
        return info.build();
    }

    /** {@return the drive that a disk is of; empty if it names a node} */
    private Optional<String> drive(DiskDevice disk) {
        String name = disk.config().node();
        return drives.stream().map(Drive::id).filter(name::equals).findFirst();
    }

    /** {@return the statistics of the disks} */
    public List<BlockStats> diskStats() {
        return names.stream()
                .map(name -> Optional.ofNullable(disks.get(name))
                        .map(DiskDevice::stats)
                        .orElseGet(() -> BlockStats.builder(new Counters()
                                        .ofDevice(0, server.clock().instant()))
                                .device("")
                                .qdev(name)
                                .build()))
                .toList();
    }

    /**
     * {@return the nodes, the youngest first}
     *
     * @param flat whether images below others are described only as nodes of their own
     */
    public List<BlockDeviceInfo> nodes(boolean flat) {
        List<BlockNode> youngestFirst = new ArrayList<>(graph.nodes());
        Collections.reverse(youngestFirst);
        return youngestFirst.stream()
                .map(node -> node.info(true, flat, IoLimits.NONE))
                .toList();
    }

    /** {@return the statistics of the nodes, the oldest first} */
    public List<BlockStats> nodeStats() {
        return graph.nodes().stream().map(node -> stats(node, false)).toList();
    }

    /**
     * {@return the statistics of a node and the nodes below it}
     *
     * @param ofDisk whether a disk is asked: then the node below a filter counts as its backing node, too
     */
    static BlockStats stats(BlockNode node, boolean ofDisk) {
        return stats(node, ofDisk, MOST_LEVELS);
    }

    private static BlockStats stats(BlockNode node, boolean ofDisk, int below) {
        BlockStats.Builder stats =
                BlockStats.builder(Counters.ofNode(node.highestWrite().end())).nodeName(node.name());
        if (below > 0 && node.child().isPresent()) {
            BlockStats child = stats(node.child().get(), ofDisk, below - 1);
            stats.parent(child);
            if (ofDisk && node.isFilter()) {
                stats.backing(child);
            }
        }
        if (below > 0) {
            node.backing().ifPresent(image -> stats.backing(stats(image, ofDisk, below - 1)));
        }
        return stats.build();
    }

    private static CommandFailedException notFound(String nodeName) {
        return CommandFailedException.generic("Cannot find device='' nor node-name='" + nodeName + "'");
    }
}

package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.ServerContext;
import io.qmp.plugin.machine.config.BlockNode;
import io.qmp.plugin.machine.config.Disk;
import io.qmp.plugin.machine.runstate.Machine;
import io.qmp.plugin.machine.type.BlockDeviceInfo;
import io.qmp.plugin.machine.type.BlockInfo;
import io.qmp.plugin.machine.type.BlockStats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The block nodes of the machine, and the disks that show them to the guest. */
public final class BlockDevices {
    private final List<Node> nodes = new ArrayList<>();
    private final List<DiskDevice> disks = new ArrayList<>();

    /** Makes them. */
    public BlockDevices(Collection<BlockNode> nodes, Collection<Disk> disks, Machine machine, ServerContext server) {
        nodes.forEach(node -> this.nodes.add(new Node(node)));
        int nameless = 0;
        for (Disk disk : disks) {
            String name = disk.id().isPresent()
                    ? "peripheral/" + disk.id().get()
                    : "peripheral-anon/device[" + nameless++ + "]";
            String path = "/machine/" + name + "/virtio-backend";
            this.disks.add(new DiskDevice(disk, node(disk.node()), path, machine, server));
        }
    }

    /** {@return whether there is a node of that name} */
    public boolean hasNode(String name) {
        return nodes.stream().anyMatch(node -> node.name().equals(name));
    }

    /** The guest asks something of the disk that shows it a node. */
    public void submit(String nodeName, Request request) {
        disks.stream()
                .filter(disk -> disk.node().name().equals(nodeName))
                .findFirst()
                .orElseThrow(() -> notFound(nodeName))
                .submit(request);
    }

    /** Has the host fail an access to come. */
    public void fail(String nodeName, Failure failure) {
        node(nodeName).fail(failure);
    }

    /** {@return the disks} */
    public List<BlockInfo> disks() {
        return disks.stream().map(DiskDevice::info).toList();
    }

    /** {@return what was counted of the disks} */
    public List<BlockStats> diskStats() {
        return disks.stream().map(DiskDevice::stats).toList();
    }

    /** {@return the nodes, the youngest first} */
    public List<BlockDeviceInfo> nodes() {
        return youngestFirst().stream().map(node -> node.info(true)).toList();
    }

    /** {@return what was counted of the nodes, the youngest first} */
    public List<BlockStats> nodeStats() {
        return youngestFirst().stream()
                .map(node -> new BlockStats(node.name(), Counters.ofNode(node.highestWrite())))
                .toList();
    }

    private List<Node> youngestFirst() {
        List<Node> reversed = new ArrayList<>(nodes);
        Collections.reverse(reversed);
        return reversed;
    }

    private Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    private static CommandFailedException notFound(String nodeName) {
        return new CommandFailedException(QmpError.generic("Cannot find device='' nor node-name='" + nodeName + "'"));
    }
}

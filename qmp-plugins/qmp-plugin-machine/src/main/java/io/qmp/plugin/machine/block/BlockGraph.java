package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.Drive;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.qemu.event.BlockWriteThresholdEvent;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All block nodes of a machine. A method that fails throws {@link CommandFailedException} with QEMU's text, and
 * changes nothing.
 */
public final class BlockGraph {
    private final Map<String, BlockNode> nodes = new LinkedHashMap<>();
    private final Map<String, Optional<BlockNode>> drives = new HashMap<>();
    private final NodeNames names = new NodeNames();
    private final Drivers drivers;
    private final NodeServices services;
    private HostFileAccess files = HostFileAccess.ANY;

    /**
     * Makes an empty graph.
     *
     * @param throttleGroups whether a throttle group of that name exists
     * @param events takes the nodes' events
     * @param fdsets lends the files that are named as {@code /dev/fdset/N}
     * @param codec formats the options in nodes' names
     */
    public BlockGraph(
            Predicate<String> throttleGroups,
            Consumer<BlockWriteThresholdEvent> events,
            FdsetLender fdsets,
            WireCodec codec) {
        this.drivers = new Drivers(this, throttleGroups, fdsets);
        this.services = new NodeServices(events, codec);
    }

    /** Limits the files of nodes that are added from now on. Descriptors that clients have passed are not limited. */
    public void limitFiles(HostFileAccess access) {
        files = access;
    }

    HostFileAccess files() {
        return files;
    }

    /** {@return the nodes, the oldest first} */
    public List<BlockNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** {@return the node of that name, if there is one} */
    public Optional<BlockNode> find(@Nullable String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** {@return the node of that name} */
    public BlockNode get(String name) {
        return find(name)
                .orElseThrow(() -> CommandFailedException.generic(
                        "Cannot find device='" + name + "' nor node-name='" + name + "'"));
    }

    /** Adds a drive, with a node if it has a medium. */
    public void add(Drive drive) {
        drives.put(drive.id(), drive.node().map(node -> open(node, NodeFlags.DEFAULT, true)));
    }

    /** {@return the node that a device names: that of a drive, or the node itself} */
    public Optional<BlockNode> behind(String name) {
        Optional<BlockNode> ofDrive = drives.get(name);
        return ofDrive == null ? find(name) : ofDrive;
    }

    /** {@return whether a device can name this: a drive, with a node or without, or a node} */
    public boolean has(String name) {
        return drives.containsKey(name) || nodes.containsKey(name);
    }

    /** Adds a node that the monitor owns. */
    public void add(BlockdevOptions options) {
        if (options.nodeName() == null) {
            throw CommandFailedException.generic("'node-name' must be specified for the root node");
        }
        open(options, NodeFlags.DEFAULT, true);
    }

    /** Makes child, name and driver in this order, as the first failure is reported. */
    private BlockNode open(BlockdevOptions options, NodeFlags above, boolean ownedByMonitor) {
        NodeFlags flags = above.below(options);
        BlockdevRef ref = drivers.child(options);
        Optional<BlockNode> child = ref == null ? Optional.empty() : Optional.of(child(ref, flags));
        try {
            String name = names.choose(options.nodeName(), nodes::containsKey);
            Driver driver = drivers.open(options, flags, child);
            BlockNode node = new BlockNode(name, new NodeContent(flags, driver, child), ownedByMonitor, services);
            nodes.put(name, node);
            return node;
        } catch (CommandFailedException e) {
            child.ifPresent(this::releaseUnused);
            throw e;
        }
    }

    private BlockNode child(BlockdevRef ref, NodeFlags flags) {
        return ref instanceof BlockdevRef.OfObject inline
                ? open(inline.value(), flags, false)
                : get(((BlockdevRef.Node) ref).value());
    }

    /** Removes a node that the monitor owns, and the nodes below that are not used any more. */
    public void delete(String name) {
        BlockNode node = existing(name);
        if (node.users().stream().anyMatch(user -> !(user instanceof BlockNode))) {
            throw CommandFailedException.generic("Node " + name + " is in use");
        }
        if (!node.isOwnedByMonitor()) {
            throw CommandFailedException.generic("Node " + name + " is not owned by the monitor");
        } else if (!node.users().isEmpty()) {
            throw CommandFailedException.generic("Block device " + name + " is in use");
        }
        remove(node);
        node.child().ifPresent(this::releaseUnused);
    }

    private void remove(BlockNode node) {
        nodes.remove(node.name());
        node.close();
    }

    /** Removes a node without users, then the one below it if this was its last user, and so on. */
    void releaseUnused(BlockNode released) {
        Optional<BlockNode> next = Optional.of(released);
        while (next.filter(node -> !node.isOwnedByMonitor() && node.users().isEmpty())
                .isPresent()) {
            remove(next.get());
            next = next.get().child();
        }
    }

    /** Changes what may be changed of nodes: the child, and whether they can be written; all of them or none. */
    public void reopen(List<BlockdevOptions> options) {
        new Reopening(this, drivers).reopen(options);
    }

    /** Gives up what nodes use of the host: the machine has ended. */
    public void close() {
        nodes.values().forEach(node -> node.driver().close());
    }

    /** {@return the node of that name, for commands that look for nodes only} */
    BlockNode existing(String name) {
        return find(name)
                .orElseThrow(() -> CommandFailedException.generic("Failed to find node with node-name='" + name + "'"));
    }
}

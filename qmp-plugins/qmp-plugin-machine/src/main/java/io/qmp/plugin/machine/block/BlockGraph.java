package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.Drive;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.qemu.event.BlockWriteThresholdEvent;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All block nodes of a machine. A method that fails throws {@link CommandFailedException} with QEMU's text, and
 * changes nothing.
 */
public final class BlockGraph {
    private static final int MOST_IMAGES = 200;

    private final Map<String, BlockNode> nodes = new LinkedHashMap<>();
    private final Map<String, Optional<BlockNode>> drives = new HashMap<>();
    private final NodeNames names = new NodeNames();
    private final Drivers drivers;
    private final NodeServices services;
    private HostFileAccess files = HostFileAccess.ANY;
    private BooleanSupplier activeFromStart = () -> true;
    /** The number of images above the one that is being opened. */
    private int imagesAbove;

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

    /** Makes nodes that are added from now on inactive while that is false. */
    void activeFromStart(BooleanSupplier isActive) {
        activeFromStart = isActive;
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

    /** {@return the node that a command names, by a drive or by itself} */
    BlockNode root(@Nullable String device, @Nullable String nodeName) {
        Optional<BlockNode> ofDrive = drives.get(device);
        if (ofDrive != null) {
            return ofDrive.orElseThrow(() -> CommandFailedException.generic("Device '" + device + "' has no medium"));
        }
        return find(nodeName)
                .orElseThrow(() -> CommandFailedException.generic("Cannot find device='"
                        + Objects.requireNonNullElse(device, "") + "' nor node-name='"
                        + Objects.requireNonNullElse(nodeName, "") + "'"));
    }

    /** {@return the node that a command names, which must have no other users than disks} */
    BlockNode freeRoot(String device) {
        BlockNode node = root(device, device);
        if (!node.users().stream().allMatch(NodeUser::isDisk)) {
            throw CommandFailedException.generic("Need a root block node");
        }
        return node;
    }

    /** {@return the drive that shows a node, if there is one} */
    Optional<String> driveOf(BlockNode node) {
        return drives.entrySet().stream()
                .filter(drive -> drive.getValue().filter(node::equals).isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Gives the drives that have one node another one. */
    void replaceInDrives(BlockNode before, BlockNode after) {
        drives.replaceAll((id, node) -> node.filter(before::equals).isPresent() ? Optional.of(after) : node);
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
        Drivers.needKnown(options);
        BlockdevRef ref = Drivers.child(options);
        Optional<BlockNode> child = ref == null ? Optional.empty() : Optional.of(child(ref, flags));
        try {
            String name = names.choose(options.nodeName(), nodes::containsKey);
            Driver driver = drivers.open(options, flags, child);
            BlockNode node = new BlockNode(name, new NodeContent(flags, driver, child), ownedByMonitor, services);
            node.active(isActive(options));
            if (node.isActive()) {
                child.ifPresent(below -> ActiveNodes.needActive(below, driver.childName(), name));
            }
            nodes.put(name, node);
            openBacking(node, options);
            return node;
        } catch (CommandFailedException e) {
            child.ifPresent(this::releaseUnused);
            throw e;
        }
    }

    private boolean isActive(BlockdevOptions options) {
        return activeFromStart.getAsBoolean() && !Boolean.FALSE.equals(options.active());
    }

    /** {@return a new node, which goes with its last user} */
    BlockNode openUnowned(BlockdevOptions options, NodeFlags above) {
        return open(options, above, false);
    }

    /** {@return a new node with this content, which goes with its last user; the name is generated if absent} */
    BlockNode addUnowned(@Nullable String name, NodeContent content) {
        BlockNode node = new BlockNode(names.choose(name, nodes::containsKey), content, false, services);
        nodes.put(node.name(), node);
        return node;
    }

    /** Opens the image below last, as QEMU does: the node is there already. */
    private void openBacking(BlockNode node, BlockdevOptions options) {
        imagesAbove++;
        try {
            if (imagesAbove > MOST_IMAGES) { // images may name each other, or themselves
                throw CommandFailedException.generic("there are too many images one below the other");
            }
            Optional<BlockNode> backing = drivers.backing(options, node.driver())
                    .map(ref -> child(ref, node.flags().ofBacking()));
            if (backing.isPresent()) {
                node.reopen(node.content().above(backing));
            }
        } catch (CommandFailedException e) {
            remove(node);
            throw CommandFailedException.generic(
                    "Could not open backing file: " + e.error().desc(), e);
        } finally {
            imagesAbove--;
        }
    }

    private BlockNode child(BlockdevRef ref, NodeFlags flags) {
        return ref instanceof BlockdevRef.OfObject inline
                ? open(inline.value(), flags, false)
                : get(((BlockdevRef.Node) ref).value());
    }

    /** Does something with a node of that name, or with one that is opened for it and closed afterwards. */
    void with(BlockdevRef ref, Consumer<BlockNode> action) {
        BlockNode node = child(ref, NodeFlags.DEFAULT);
        try {
            action.accept(node);
        } finally {
            releaseUnused(node);
        }
    }

    /** Removes a node that the monitor owns, and the nodes below that are not used any more. */
    public void delete(String name) {
        BlockNode node = existing(name);
        if (node.users().stream().anyMatch(NodeUser::isDisk)) {
            throw CommandFailedException.generic("Node " + name + " is in use");
        }
        node.require(BlockOp.REMOVE);
        if (!node.isOwnedByMonitor()) {
            throw CommandFailedException.generic("Node " + name + " is not owned by the monitor");
        } else if (!node.users().isEmpty()) {
            throw CommandFailedException.generic("Block device " + name + " is in use");
        }
        remove(node);
        node.content().below().forEach(this::releaseUnused);
    }

    private void remove(BlockNode node) {
        nodes.remove(node.name());
        node.close();
    }

    /** Removes a node without users, then those below it if this was its last user, and so on. */
    public void releaseUnused(BlockNode released) {
        Deque<BlockNode> left = new ArrayDeque<>(List.of(released));
        while (!left.isEmpty()) {
            BlockNode node = left.pop();
            if (!node.isOwnedByMonitor() && node.users().isEmpty() && nodes.get(node.name()) == node) {
                remove(node);
                node.content().below().forEach(left::push);
            }
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

    /** {@return the node of that name, for commands that say so shortly if there is none} */
    BlockNode named(@Nullable String name) {
        return find(name).orElseThrow(() -> CommandFailedException.generic("Node '" + name + "' not found"));
    }

    /** {@return the node of that name, for commands that look for nodes only} */
    BlockNode existing(String name) {
        return find(name)
                .orElseThrow(() -> CommandFailedException.generic("Failed to find node with node-name='" + name + "'"));
    }
}

package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.command.ChangeBackingFile;
import io.qmp.plugin.qemu.type.BlockdevSnapshotOptions;
import io.qmp.plugin.qemu.type.BlockdevSnapshotSyncOptions;
import io.qmp.plugin.qemu.type.NewImageMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Puts images on top of nodes, for everybody who uses the node, and writes into images what is below them. Failures
 * have QEMU's texts, and change nothing but files that were made.
 */
final class Snapshots {
    private final BlockGraph graph;
    private final NewImages images;

    Snapshots(BlockGraph graph) {
        this.graph = graph;
        this.images = new NewImages(graph);
    }

    /** Puts a node that is there already on top of another one. */
    Effect snapshot(BlockdevSnapshotOptions options) {
        BlockNode old = graph.root(options.node(), options.node());
        return append(old, graph.root(options.overlay(), options.overlay()));
    }

    /** Puts an image in a file, which it makes unless it is there already, on top of a node. */
    Effect snapshotSync(BlockdevSnapshotSyncOptions options) {
        BlockNode old = graph.root(options.device(), options.nodeName());
        String name = options.snapshotNodeName();
        if (options.nodeName() != null && name == null) {
            throw CommandFailedException.generic("New overlay node-name missing");
        }
        if (name != null && graph.has(name)) {
            throw CommandFailedException.generic("New overlay node-name already in use");
        }
        String format = options.format() == null ? "qcow2" : options.format();
        if (options.mode() != NewImageMode.EXISTING) {
            images.create(options.snapshotFile(), format, old.length(), Optional.of(old));
        }
        BlockNode overlay = images.open(options.snapshotFile(), format, name, old.flags());
        try {
            return append(old, overlay);
        } catch (CommandFailedException e) {
            graph.releaseUnused(overlay);
            throw e;
        }
    }

    private Effect append(BlockNode old, BlockNode overlay) {
        old.require(BlockOp.SNAPSHOT);
        if (isRead(overlay)) {
            throw CommandFailedException.generic("The overlay is already in use");
        } else if (overlay.isFilter()) {
            throw CommandFailedException.generic("Filters cannot be used as overlays");
        } else if (overlay.backing().isPresent()) {
            throw CommandFailedException.generic("The overlay already has a backing image");
        } else if (overlay.driver().keepsPlaces()) {
            throw CommandFailedException.generic("The overlay does not support backing images");
        } else if (isBelow(overlay, old)) {
            throw CommandFailedException.generic(
                    "Making '" + old.name() + "' a backing child of '" + overlay.name() + "' would create a cycle");
        }
        if (overlay.isActive() && !old.isActive()) {
            ActiveNodes.inactivateTop(overlay);
        }
        List<NodeUser> users = List.copyOf(old.users());
        overlay.reopen(overlay.content().above(Optional.of(old)));
        users.forEach(user -> user.replace(old, overlay));
        graph.replaceInDrives(old, overlay);
        return new Effect(
                () -> {
                    GraphChanges.readOnly(old, true);
                    graph.releaseUnused(overlay);
                },
                () -> {
                    users.forEach(user -> user.replace(overlay, old));
                    graph.replaceInDrives(overlay, old);
                    overlay.reopen(overlay.content().above(Optional.empty()));
                    graph.releaseUnused(overlay);
                });
    }

    /** {@return whether somebody relies on what a node shows: a disk, an export, or an image that it is the file of} */
    private static boolean isRead(BlockNode node) {
        Deque<NodeUser> left = new ArrayDeque<>(node.users());
        while (!left.isEmpty()) {
            if (!(left.pop() instanceof BlockNode above) || !above.driver().keepsPlaces()) {
                return true;
            }
            left.addAll(above.users());
        }
        return false;
    }

    private static boolean isBelow(BlockNode node, BlockNode top) {
        Deque<BlockNode> left = new ArrayDeque<>(List.of(top));
        while (!left.isEmpty()) {
            BlockNode below = left.pop();
            if (below == node) {
                return true;
            }
            left.addAll(below.content().below());
        }
        return false;
    }

    /** Writes into an image what is below it, which is opened as it was before. */
    void changeBackingFile(ChangeBackingFile change) {
        BlockNode top = graph.root(change.device(), change.device());
        BlockNode image = graph.root(null, change.imageNodeName());
        if (image.backing().isEmpty()) {
            throw CommandFailedException.generic("not allowing backing file change on an image without a backing file");
        }
        if (!isInChain(image, top)) {
            throw CommandFailedException.generic("'" + change.device() + "' and image file are not in the same chain");
        }
        try {
            Qcow2Driver driver = (Qcow2Driver) image.driver();
            driver.changeBackingFile(
                    image.child().orElseThrow(), Optional.of(new BackingFile(change.backingFile(), driver.name())));
        } catch (CommandFailedException e) {
            throw CommandFailedException.generic(
                    "Could not change backing file to '" + change.backingFile() + "': "
                            + e.error().desc(),
                    e);
        }
    }

    /** {@return whether an image is a node, or is reached from it through filters and images below} */
    private static boolean isInChain(BlockNode image, BlockNode top) {
        Optional<BlockNode> next = Optional.of(top);
        while (next.isPresent() && next.get() != image) {
            BlockNode node = next.get();
            next = node.isFilter() ? node.child() : node.backing();
        }
        return next.isPresent();
    }
}

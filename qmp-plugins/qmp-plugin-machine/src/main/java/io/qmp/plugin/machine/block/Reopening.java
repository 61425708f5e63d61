package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevRef;
import io.qmp.plugin.qemu.type.BlockdevRefOrNull;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Changes nodes one after the other. Each change is checked against the graph that the earlier ones have made, so
 * that two changes cannot make a cycle together. When one fails, the earlier ones are undone, the last one first.
 *
 * <p>Each change looks at the nodes below its new child, and at those above itself. A request whose changes look at
 * too many fails, so that its cost is bounded however many changes there are, and however long the chains.
 */
final class Reopening {
    /** Enough for one change of each of a thousand nodes in a chain, or of each of ten thousand separate nodes. */
    private static final int MOST_VISITS = 1_000_000;

    private final BlockGraph graph;
    private final Drivers drivers;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<BlockNode> released = new ArrayList<>();
    private int visits;

    Reopening(BlockGraph graph, Drivers drivers) {
        this.graph = graph;
        this.drivers = drivers;
    }

    void reopen(List<BlockdevOptions> options) {
        try {
            options.forEach(this::reopen);
        } catch (CommandFailedException e) {
            undo.forEach(Runnable::run);
            throw e;
        }
        released.forEach(graph::releaseUnused);
    }

    private void reopen(BlockdevOptions options) {
        String name = options.nodeName();
        if (name == null) {
            throw CommandFailedException.generic("node-name not specified");
        }
        BlockNode node = graph.existing(name);
        if (!node.driver().name().equals(Drivers.name(options))) {
            throw CommandFailedException.generic("Cannot change the option 'driver'");
        }
        NodeFlags flags = NodeFlags.DEFAULT.below(options);
        if (flags.readOnly() && node.users().stream().anyMatch(Reopening::writes)) {
            throw CommandFailedException.generic("Read-only block node '" + name + "' cannot support read-write users");
        }
        Optional<BlockNode> child = node.child().map(before -> newChild(node, options));
        Driver driver = drivers.reopen(node, options, child);
        change(node, new NodeContent(flags, driver, child, newBacking(node, options)));
    }

    private static boolean writes(NodeUser user) {
        return user instanceof DiskDevice || user.exportsWritable() || user.needsActive();
    }

    private void change(BlockNode node, NodeContent content) {
        NodeContent before = node.content();
        undo.push(() -> node.reopen(before));
        visited(node.reopen(content));
        released.addAll(before.below());
    }

    private BlockNode newChild(BlockNode node, BlockdevOptions options) {
        if (!(Drivers.child(options) instanceof BlockdevRef.Node ref)) {
            throw CommandFailedException.generic("Cannot change the option 'file'");
        }
        BlockNode after = graph.find(ref.value())
                .orElseThrow(() ->
                        CommandFailedException.generic("Cannot find device='' nor node-name='" + ref.value() + "'"));
        boolean unchanged = node.child().filter(after::equals).isPresent();
        if (!unchanged && isBelow(node, after)) {
            throw CommandFailedException.generic(
                    "Making '" + after.name() + "' a file child of '" + node.name() + "' would create a cycle");
        }
        return after;
    }

    /** {@return the image below: another node, none, or the same as before} */
    private Optional<BlockNode> newBacking(BlockNode node, BlockdevOptions options) {
        BlockdevRefOrNull backing = options instanceof BlockdevOptionsQcow2 given ? given.backing() : null;
        if (!(backing instanceof BlockdevRefOrNull.Node ref)) {
            return backing instanceof BlockdevRefOrNull.OfNull ? Optional.empty() : node.backing();
        }
        BlockNode after = graph.get(ref.value());
        if (isBelow(node, after)) {
            throw CommandFailedException.generic(
                    "Making '" + after.name() + "' a backing child of '" + node.name() + "' would create a cycle");
        }
        return Optional.of(after);
    }

    /** {@return whether a node is another one, or below it} */
    private boolean isBelow(BlockNode node, BlockNode top) {
        Deque<BlockNode> left = new ArrayDeque<>(List.of(top));
        while (!left.isEmpty()) {
            BlockNode below = left.pop();
            if (below == node) {
                return true;
            }
            visited(1);
            below.content().below().forEach(left::push);
        }
        return false;
    }

    private void visited(int nodes) {
        visits += nodes;
        if (visits > MOST_VISITS) {
            throw CommandFailedException.generic("Too many block nodes are concerned by one change");
        }
    }
}

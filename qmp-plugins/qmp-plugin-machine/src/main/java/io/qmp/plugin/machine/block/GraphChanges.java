package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of the graph that jobs make: filters come and go, nodes take the place of others. */
final class GraphChanges {
    private final BlockGraph graph;

    GraphChanges(BlockGraph graph) {
        this.graph = graph;
    }

    /**
     * Puts a filter above a node, for all who use the node.
     *
     * @param name the name of the new node; generated if absent, and the filter is not shown then where that is usual
     * @param driver the filter
     * @throws CommandFailedException if the name is none, or taken
     */
    BlockNode insertFilter(BlockNode node, @Nullable String name, JobFilter driver) {
        JobFilter filter = name == null ? driver.hidden() : driver;
        NodeFlags flags = driver.name().equals(JobFilter.COMMIT) ? NodeFlags.DEFAULT.onlyRead() : NodeFlags.DEFAULT;
        BlockNode above = graph.addUnowned(name, new NodeContent(flags, filter, Optional.of(node)));
        try {
            ActiveNodes.needActive(node, filter.childName(), above.name());
        } catch (CommandFailedException e) {
            graph.releaseUnused(above);
            throw filter.isOpened()
                    ? CommandFailedException.generic(
                            "Could not create node: " + e.error().desc(), e)
                    : e;
        }
        replace(node, above);
        return above;
    }

    /** Removes a filter: its users use its child again. */
    void removeFilter(BlockNode filter) {
        replace(filter, filter.child().orElseThrow());
        graph.releaseUnused(filter);
    }

    /** Lets all users of a node use another one, but for those below the other one. */
    void replace(BlockNode before, BlockNode after) {
        for (NodeUser user : List.copyOf(before.users())) {
            if (!(user instanceof BlockNode above) || !isBelow(above, after)) {
                user.replace(before, after);
            }
        }
        graph.replaceInDrives(before, after);
    }

    /** {@return whether a node is another one, or below it} */
    private static boolean isBelow(BlockNode node, BlockNode top) {
        Deque<BlockNode> left = new ArrayDeque<>(List.of(top));
        while (!left.isEmpty()) {
            BlockNode below = left.pop();
            if (below == node) {
                return true;
            }
            left.addAll(below.content().below());
            if (below.driver() instanceof JobFilter filter) {
                filter.target().ifPresent(left::add);
            }
        }
        return false;
    }

    /** Makes another node the image below. */
    void base(BlockNode image, Optional<BlockNode> base) {
        Optional<BlockNode> before = image.backing();
        image.reopen(image.content().above(base));
        before.ifPresent(graph::releaseUnused);
    }

    /** Makes a node, and the files that were opened for it, writable or not. */
    static void readOnly(BlockNode node, boolean readOnly) {
        node.reopen(node.content().readOnly(readOnly));
        node.child().filter(child -> !child.isOwnedByMonitor()).ifPresent(child -> readOnly(child, readOnly));
    }

    /** Gives up nodes that nobody uses any more. */
    void release(BlockNode node) {
        graph.releaseUnused(node);
    }
}

package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.run.RunStateListener;
import io.qmp.plugin.qemu.command.BlockdevSetActive;
import io.qmp.plugin.qemu.type.RunState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which nodes are active. Inactive ones belong to another program for a while, mostly the other end of a migration:
 * they are not changed here. A node is active if one above it is. On the server's loop only.
 */
public final class ActiveNodes implements RunStateListener {
    private static final String NOT_PERMITTED = ": Operation not permitted";

    private final BlockGraph graph;
    private final Machine machine;

    /** Makes nodes active whenever the machine runs. Nodes of a machine that waits to be migrated in are inactive. */
    ActiveNodes(BlockGraph graph, Machine machine) {
        this.graph = graph;
        this.machine = machine;
        machine.listen(this);
    }

    /** {@return whether nodes that are added are active: not while the machine waits to be migrated in} */
    boolean areActiveFromStart() {
        return !machine.status().status().is(RunState.INMIGRATE);
    }

    void execute(BlockdevSetActive command) {
        String name = command.nodeName();
        if (name != null) {
            BlockNode node = graph.existing(name);
            if (command.active()) {
                activate(node);
            } else {
                inactivate(node);
            }
        } else if (command.active()) {
            activateAll();
        } else if (!inactivateAll()) {
            throw CommandFailedException.generic("Failed to inactivate all nodes" + NOT_PERMITTED);
        }
    }

    /** Makes a node active, and all below it. */
    public static void activate(BlockNode top) {
        Deque<BlockNode> left = new ArrayDeque<>(List.of(top));
        while (!left.isEmpty()) {
            BlockNode node = left.pop();
            node.active(true);
            left.addAll(node.content().below());
        }
    }

    /** Makes all nodes active. */
    public void activateAll() {
        graph.nodes().forEach(node -> node.active(true));
    }

    private void inactivate(BlockNode node) {
        Set<BlockNode> targets = targets();
        if (hasActiveAbove(node, targets)) {
            throw CommandFailedException.generic("Node has active parent node");
        }
        if (!release(node, targets)) {
            throw CommandFailedException.generic("Failed to inactivate node" + NOT_PERMITTED);
        }
    }

    /**
     * Makes nodes inactive, the oldest first, until a user of one does not allow it.
     *
     * @return whether all are
     */
    public boolean inactivateAll() {
        Set<BlockNode> targets = targets();
        return graph.nodes().stream()
                .filter(node -> !hasActiveAbove(node, targets))
                .allMatch(node -> release(node, targets));
    }

    /**
     * Makes a node inactive that is put on top of an inactive one: a machine that was migrated to a file gets its
     * snapshots so.
     */
    static void inactivateTop(BlockNode node) {
        if (!release(node, Set.of())) {
            throw CommandFailedException.generic("Failed to inactivate node" + NOT_PERMITTED);
        }
    }

    /** {@return whether a node and those below it that have no other active one above them are inactive now} */
    private static boolean release(BlockNode top, Set<BlockNode> targets) {
        Deque<BlockNode> left = new ArrayDeque<>(List.of(top));
        while (!left.isEmpty()) {
            BlockNode node = left.pop();
            if (node.users().stream().anyMatch(NodeUser::needsActive)) {
                return false;
            }
            node.active(false);
            node.content().below().stream()
                    .filter(below -> below.isActive() && !hasActiveAbove(below, targets))
                    .forEach(left::push);
        }
        return true;
    }

    private static boolean hasActiveAbove(BlockNode node, Set<BlockNode> targets) {
        return targets.contains(node)
                || node.users().stream().anyMatch(user -> user instanceof BlockNode above && above.isActive());
    }

    /** {@return the copies that active filters of jobs write to; the filters are above them, too} */
    private Set<BlockNode> targets() {
        return graph.nodes().stream()
                .filter(BlockNode::isActive)
                .flatMap(node -> node.driver() instanceof JobFilter filter ? filter.target().stream() : Stream.empty())
                .collect(Collectors.toSet());
    }

    /**
     * Checks that a node may be put below another one that is active.
     *
     * @param role what it would be there, {@code file} or {@code backing}
     */
    static void needActive(BlockNode below, String role, String above) {
        if (!below.isActive()) {
            throw CommandFailedException.generic(
                    "Inactive '" + below.name() + "' can't be a " + role + " child of active '" + above + "'");
        }
    }

    @Override
    public void runStateChanged() {
        if (machine.isRunning()) {
            activateAll();
        }
    }
}

package io.qmp.plugin.machine.block;

import io.qmp.plugin.qemu.type.BlockPermission;
import io.qmp.plugin.qemu.type.JobType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The permissions on the edges of the graph: what users of a node need, and what they share with others. */
final class NodePermissions {
    private static final Set<BlockPermission> NOTHING = EnumSet.noneOf(BlockPermission.class);
    private static final Set<BlockPermission> ALL = EnumSet.copyOf(JobNodes.ALL);
    private static final Set<BlockPermission> READ = EnumSet.of(BlockPermission.CONSISTENT_READ);
    private static final Set<BlockPermission> UNCHANGED = EnumSet.of(BlockPermission.WRITE_UNCHANGED);
    private static final Set<BlockPermission> READ_SHARED =
            EnumSet.of(BlockPermission.WRITE_UNCHANGED, BlockPermission.CONSISTENT_READ);
    private static final Set<BlockPermission> IMAGE =
            EnumSet.of(BlockPermission.RESIZE, BlockPermission.WRITE, BlockPermission.CONSISTENT_READ);
    /** What a disk needs, and what it shares. */
    static final Edge DISK = new Edge(
            EnumSet.of(BlockPermission.WRITE, BlockPermission.CONSISTENT_READ),
            EnumSet.of(BlockPermission.RESIZE, BlockPermission.WRITE_UNCHANGED, BlockPermission.CONSISTENT_READ));
    /** What the filter of a backup needs of the copy, and what it shares. */
    static final Edge COPY = new Edge(
            EnumSet.of(BlockPermission.WRITE),
            EnumSet.of(BlockPermission.WRITE_UNCHANGED, BlockPermission.WRITE, BlockPermission.CONSISTENT_READ));

    private final Map<BlockNode, Edge> known = new IdentityHashMap<>();
    private final boolean backupsRead;

    /**
     * Permissions of one edge, or of several together.
     *
     * @param needed what is needed
     * @param shared what others may do at the same time
     */
    record Edge(Set<BlockPermission> needed, Set<BlockPermission> shared) {
        /** {@return permissions in QEMU's order} */
        static List<BlockPermission> inOrder(Set<BlockPermission> permissions) {
            List<BlockPermission> ordered = new ArrayList<>(JobNodes.ALL);
            ordered.retainAll(permissions);
            return ordered;
        }

        private Edge with(Edge other) {
            return new Edge(union(needed, other.needed), common(shared, other.shared));
        }
    }

    /**
     * Computes them.
     *
     * @param nodes the nodes, the oldest first; those above are mostly younger than those below
     * @param backupsRead whether the filter of a backup always reads
     */
    NodePermissions(List<BlockNode> nodes, boolean backupsRead) {
        this.backupsRead = backupsRead;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            ofAllUsers(nodes.get(i));
        }
    }

    private Edge ofAllUsers(BlockNode node) {
        Edge cached = known.get(node);
        if (cached != null) {
            return cached;
        }
        Edge all = new Edge(NOTHING, ALL);
        for (NodeUser user : node.users()) {
            if (user instanceof BlockNode above) {
                all = all.with(between(above, node));
            } else if (user instanceof JobNodes.Use use) {
                all = all.with(new Edge(set(use.needed()), set(use.shared())));
            } else if (user instanceof DiskDevice) {
                all = all.with(DISK);
            }
        }
        known.put(node, all);
        return all;
    }

    /** {@return the permissions on the edge between a node and one below it} */
    Edge between(BlockNode above, BlockNode below) {
        Edge users = ofAllUsers(above);
        if (above.backing().filter(below::equals).isPresent()) {
            boolean written = users.shared.contains(BlockPermission.WRITE);
            return new Edge(common(users.needed, READ), written ? ALL : READ_SHARED);
        } else if (above.driver() instanceof Qcow2Driver) {
            Set<BlockPermission> needed = above.readOnly() ? READ : IMAGE;
            return new Edge(union(needed, common(users.needed, UNCHANGED)), READ_SHARED);
        }
        return above.driver() instanceof JobFilter filter ? belowFilter(filter, above, users) : users;
    }

    private Edge belowFilter(JobFilter filter, BlockNode node, Edge users) {
        return switch (filter.name()) {
            case JobFilter.COMMIT -> new Edge(NOTHING, ALL);
            case JobFilter.STREAM -> new Edge(union(users.needed, UNCHANGED), union(users.shared, UNCHANGED));
            case JobFilter.BACKUP ->
                new Edge(
                        backupsRead || users.needed.contains(BlockPermission.WRITE)
                                ? union(users.needed, READ)
                                : users.needed,
                        common(users.shared, READ_SHARED));
            default ->
                isCommit(node)
                        ? new Edge(
                                without(users.needed, BlockPermission.CONSISTENT_READ),
                                union(users.shared, EnumSet.of(BlockPermission.WRITE)))
                        : users;
        };
    }

    private static boolean isCommit(BlockNode filter) {
        return filter.users().stream()
                .anyMatch(
                        user -> user instanceof JobNodes.Use use && use.owner().type() == JobType.COMMIT);
    }

    private static Set<BlockPermission> set(List<BlockPermission> permissions) {
        return permissions.isEmpty() ? NOTHING : EnumSet.copyOf(permissions);
    }

    private static Set<BlockPermission> union(Set<BlockPermission> one, Set<BlockPermission> other) {
        Set<BlockPermission> union = EnumSet.copyOf(one);
        union.addAll(other);
        return union;
    }

    private static Set<BlockPermission> common(Set<BlockPermission> one, Set<BlockPermission> other) {
        Set<BlockPermission> common = EnumSet.copyOf(one);
        common.retainAll(other);
        return common;
    }

    private static Set<BlockPermission> without(Set<BlockPermission> all, BlockPermission... removed) {
        Set<BlockPermission> rest = EnumSet.copyOf(all);
        rest.removeAll(Arrays.asList(removed));
        return rest;
    }
}

package io.qmp.plugin.machine.block;

import io.qmp.api.type.Open;
import io.qmp.plugin.qemu.type.BlockGraph;
import io.qmp.plugin.qemu.type.BlockGraphEdge;
import io.qmp.plugin.qemu.type.BlockGraphNode;
import io.qmp.plugin.qemu.type.BlockGraphNodeType;
import io.qmp.plugin.qemu.type.BlockPermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The answer to {@code x-debug-query-block-graph}: disks, jobs and nodes with numbers, and the edges, the youngest
 * first.
 */
final class GraphQuery {
    private final Map<Object, Long> ids = new IdentityHashMap<>();
    private final List<BlockGraphNode> vertices = new ArrayList<>();
    private final List<BlockGraphEdge> edges = new ArrayList<>();
    private final NodePermissions permissions;

    private GraphQuery(NodePermissions permissions) {
        this.permissions = permissions;
    }

    /**
     * {@return the answer}
     *
     * @param backupsRead whether the filter of a backup always reads
     */
    static BlockGraph answer(Collection<DiskDevice> disks, List<BlockNode> nodes, boolean backupsRead) {
        GraphQuery query = new GraphQuery(new NodePermissions(nodes, backupsRead));
        disks.forEach(query::add);
        Set<JobNodes> jobs = jobs(nodes);
        jobs.forEach(query::addOpened);
        jobs.forEach(query::add);
        nodes.forEach(query::add);
        Collections.reverse(query.vertices);
        Collections.reverse(query.edges);
        return new BlockGraph(query.vertices, query.edges);
    }

    private static Set<JobNodes> jobs(List<BlockNode> nodes) {
        Set<JobNodes> jobs = new LinkedHashSet<>();
        for (BlockNode node : nodes) {
            for (NodeUser user : node.users()) {
                if (user instanceof JobNodes.Use use) {
                    jobs.add(use.owner());
                }
            }
        }
        return jobs;
    }

    private long id(Object vertex) {
        return ids.computeIfAbsent(vertex, added -> ids.size() + 1L);
    }

    private void add(DiskDevice disk) {
        vertices.add(new BlockGraphNode(id(disk), Open.of(BlockGraphNodeType.BLOCK_BACKEND), disk.path()));
        edge(disk, disk.top(), "root", NodePermissions.DISK);
    }

    private void addOpened(JobNodes job) {
        for (JobNodes.Use use : job.uses()) {
            if (use.isDisk()) {
                vertices.add(new BlockGraphNode(id(use), Open.of(BlockGraphNodeType.BLOCK_BACKEND), ""));
                edge(use, use);
            }
        }
    }

    private void add(JobNodes job) {
        vertices.add(new BlockGraphNode(id(job), Open.of(BlockGraphNodeType.BLOCK_JOB), job.job()));
        List<JobNodes.Use> youngestFirst = new ArrayList<>(job.uses());
        Collections.reverse(youngestFirst);
        for (JobNodes.Use use : youngestFirst) {
            if (!use.isDisk()) {
                edge(job, use);
            }
        }
    }

    private void add(BlockNode node) {
        vertices.add(new BlockGraphNode(id(node), Open.of(BlockGraphNodeType.BLOCK_DRIVER), node.name()));
        if (node.driver() instanceof JobFilter filter) {
            filter.target().ifPresent(copy -> edge(node, copy, "target", NodePermissions.COPY));
        }
        node.backing().ifPresent(image -> edge(node, image, "backing", permissions.between(node, image)));
        node.child().ifPresent(child -> edge(node, child, node.driver().childName(), permissions.between(node, child)));
    }

    private void edge(Object parent, JobNodes.Use use) {
        edges.add(new BlockGraphEdge(id(parent), id(use.node()), use.name(), open(use.needed()), open(use.shared())));
    }

    private void edge(Object parent, Object child, String name, NodePermissions.Edge edge) {
        edges.add(new BlockGraphEdge(
                id(parent),
                id(child),
                name,
                open(NodePermissions.Edge.inOrder(edge.needed())),
                open(NodePermissions.Edge.inOrder(edge.shared()))));
    }

    private static List<Open<BlockPermission>> open(List<BlockPermission> permissions) {
        Stream<Open<BlockPermission>> open = permissions.stream().map(Open::of);
        return open.toList();
    }
}

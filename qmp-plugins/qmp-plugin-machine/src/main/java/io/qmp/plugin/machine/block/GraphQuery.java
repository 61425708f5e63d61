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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The answer to {@code x-debug-query-block-graph}: disks and nodes with numbers, and the edges, the youngest first.
 * Permissions are those of QEMU for disks, images and their files; a filter does not pass on what is needed above it.
 */
final class GraphQuery {
    private static final List<BlockPermission> ALL = List.of(
            BlockPermission.RESIZE,
            BlockPermission.WRITE_UNCHANGED,
            BlockPermission.WRITE,
            BlockPermission.CONSISTENT_READ);
    private static final List<BlockPermission> READ = List.of(BlockPermission.CONSISTENT_READ);
    private static final List<BlockPermission> READ_SHARED =
            List.of(BlockPermission.WRITE_UNCHANGED, BlockPermission.CONSISTENT_READ);
    private static final List<BlockPermission> IMAGE =
            List.of(BlockPermission.RESIZE, BlockPermission.WRITE, BlockPermission.CONSISTENT_READ);
    private static final List<BlockPermission> DISK = List.of(BlockPermission.WRITE, BlockPermission.CONSISTENT_READ);
    private static final List<BlockPermission> DISK_SHARED =
            List.of(BlockPermission.RESIZE, BlockPermission.WRITE_UNCHANGED, BlockPermission.CONSISTENT_READ);

    private final Map<Object, Long> ids = new IdentityHashMap<>();
    private final List<BlockGraphNode> nodes = new ArrayList<>();
    private final List<BlockGraphEdge> edges = new ArrayList<>();

    private GraphQuery() {}

    static BlockGraph answer(Collection<DiskDevice> disks, List<BlockNode> nodes) {
        GraphQuery query = new GraphQuery();
        disks.forEach(query::add);
        nodes.forEach(query::add);
        Collections.reverse(query.nodes);
        Collections.reverse(query.edges);
        return new BlockGraph(query.nodes, query.edges);
    }

    private long id(Object vertex) {
        return ids.computeIfAbsent(vertex, added -> ids.size() + 1L);
    }

    private void add(DiskDevice disk) {
        nodes.add(new BlockGraphNode(id(disk), Open.of(BlockGraphNodeType.BLOCK_BACKEND), disk.path()));
        edge(disk, disk.node(), "root", DISK, DISK_SHARED);
    }

    private void add(BlockNode node) {
        nodes.add(new BlockGraphNode(id(node), Open.of(BlockGraphNodeType.BLOCK_DRIVER), node.name()));
        node.backing()
                .ifPresent(
                        backing -> edge(node, backing, "backing", node.users().isEmpty() ? List.of() : READ, ALL));
        node.child().ifPresent(child -> {
            if (node.driver() instanceof Qcow2Driver) {
                edge(node, child, "file", node.readOnly() ? READ : IMAGE, READ_SHARED);
            } else {
                edge(node, child, node.driver().childName(), List.of(), ALL);
            }
        });
    }

    private void edge(
            Object parent, Object child, String name, List<BlockPermission> needed, List<BlockPermission> shared) {
        edges.add(new BlockGraphEdge(id(parent), id(child), name, open(needed), open(shared)));
    }

    private static List<Open<BlockPermission>> open(List<BlockPermission> permissions) {
        Stream<Open<BlockPermission>> open = permissions.stream().map(Open::of);
        return open.toList();
    }
}

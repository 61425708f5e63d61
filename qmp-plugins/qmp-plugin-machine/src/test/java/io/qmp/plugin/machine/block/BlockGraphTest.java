package io.qmp.plugin.machine.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.event.BlockWriteThresholdEvent;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevOptionsThrottle;
import io.qmp.plugin.qemu.type.BlockdevRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockGraphTest {
    private static final long SIZE = 1 << 20;

    private final List<BlockWriteThresholdEvent> events = new ArrayList<>();
    private final BlockGraph graph = new BlockGraph("g"::equals, events::add, WireCodec.installed());

    /** A disk or a job, which nothing but the graph sees. */
    private final NodeUser disk = node -> {};

    @Test
    void nodesAreListedInTheOrderInWhichTheyWereAdded() {
        addAll(store("b"), raw("a", "b"));
        assertEquals(List.of("b", "a"), names());
    }

    @Test
    void namesAreNeededUniqueAndOfLimitedLength() {
        graph.add(store("a"));
        assertFails(
                "'node-name' must be specified for the root node",
                BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO).build());
        assertFails("Duplicate nodes with node-name='a'", store("a"));
        assertFails("Invalid node-name: '1'", store("1"));
        assertFails("Node name too long", store("a".repeat(32)));
        graph.add(store("a".repeat(31)));
        assertEquals(List.of("a", "a".repeat(31)), names());
    }

    @Test
    void nodeWithoutItsChildIsNotAdded() {
        assertFails("Cannot find device='no' nor node-name='no'", raw("a", "no"));
        assertEquals(List.of(), names());
    }

    @Test
    void childThatWasOpenedForANodeThatFailsIsClosed() {
        graph.add(store("a"));
        assertFails(
                "Duplicate nodes with node-name='a'",
                BlockdevOptionsRaw.builder(BlockdevRef.of(store("inner")))
                        .nodeName("a")
                        .build());
        assertEquals(List.of("a"), names());
    }

    @Test
    void childGetsANameOfItsOwnAndGoesWithItsParent() {
        graph.add(BlockdevOptionsRaw.builder(BlockdevRef.of(
                        BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO).build()))
                .nodeName("a")
                .build());
        assertEquals(2, names().size());
        assertTrue(names().get(0).startsWith("#block"), names().get(0));
        graph.delete("a");
        assertEquals(List.of(), names());
    }

    @Test
    void nodeThatIsUsedIsNotDeleted() {
        addAll(store("a"), raw("b", "a"));
        assertEquals("Block device a is in use", failure(() -> graph.delete("a")));
        graph.get("b").use(disk);
        assertEquals("Node b is in use", failure(() -> graph.delete("b")));
        graph.get("b").release(disk);
        graph.delete("b");
        graph.delete("a");
        assertEquals(List.of(), names());
    }

    @Test
    void nodeThatNobodyHasNamedIsNotDeletedAlone() {
        graph.add(BlockdevOptionsRaw.builder(BlockdevRef.of(store("inner")))
                .nodeName("a")
                .build());
        assertEquals("Node inner is not owned by the monitor", failure(() -> graph.delete("inner")));
        assertEquals("Failed to find node with node-name='no'", failure(() -> graph.delete("no")));
    }

    @Test
    void reopeningMovesANodeToAnotherChild() {
        addAll(store("a"), store("b"), raw("r", "a"));
        graph.reopen(List.of(raw("r", "b")));
        assertEquals(Optional.of(graph.get("b")), graph.get("r").child());
        graph.delete("a");
        assertEquals("Block device b is in use", failure(() -> graph.delete("b")));
    }

    @Test
    void reopeningMakesNoCycle() {
        addAll(store("a"), raw("b", "a"), raw("c", "b"));
        assertEquals(
                "Making 'c' a file child of 'b' would create a cycle",
                failure(() -> graph.reopen(List.of(raw("b", "c")))));
        assertEquals(
                "Making 'b' a file child of 'b' would create a cycle",
                failure(() -> graph.reopen(List.of(raw("b", "b")))));
        assertEquals(Optional.of(graph.get("a")), graph.get("b").child());
    }

    @Test
    void twoChangesMakeNoCycleTogether() {
        addAll(store("a"), raw("b", "a"), raw("c", "a"));
        assertEquals(
                "Making 'b' a file child of 'c' would create a cycle",
                failure(() -> graph.reopen(List.of(raw("b", "c"), raw("c", "b")))));
        assertEquals(Optional.of(graph.get("a")), graph.get("b").child());
        assertEquals(Optional.of(graph.get("a")), graph.get("c").child());
    }

    @Test
    void reopeningThatFailsUndoesWhatCameBefore() {
        addAll(store("a"), store("b"), raw("r", "a"));
        assertThrows(CommandFailedException.class, () -> graph.reopen(List.of(raw("r", "b"), raw("no", "a"))));
        assertEquals(Optional.of(graph.get("a")), graph.get("r").child());
        graph.delete("b");
    }

    @Test
    void driverStaysAsItIs() {
        addAll(store("a"), raw("r", "a"));
        assertEquals("Cannot change the option 'driver'", failure(() -> graph.reopen(List.of(store("r")))));
    }

    @Test
    void lengthIsThatOfThePartThatANodeShows() {
        addAll(
                store("a"),
                BlockdevOptionsRaw.builder(new BlockdevRef.Node("a"))
                        .nodeName("part")
                        .offset(512)
                        .size(1024)
                        .build());
        assertEquals(SIZE, graph.get("a").length());
        assertEquals(1024, graph.get("part").length());
        assertFails(
                "Offset (" + (SIZE + 1) + ") cannot be greater than size of the containing file (" + SIZE + ")",
                BlockdevOptionsRaw.builder(new BlockdevRef.Node("a"))
                        .nodeName("x")
                        .offset(SIZE + 1)
                        .build());
    }

    @Test
    void nodeKeepsItsLengthWhileAnotherOneReliesOnIt() {
        addAll(
                store("a"),
                raw("whole", "a"),
                BlockdevOptionsRaw.builder(new BlockdevRef.Node("a"))
                        .nodeName("part")
                        .offset(512)
                        .build());
        assertEquals(
                "Permission conflict on node 'a': permissions 'resize' are both required by an unnamed block device "
                        + "(uses node 'a' as 'root' child) and unshared by node 'part' (uses node 'a' as 'file' child).",
                failure(() -> graph.get("a").resize(SIZE)));
        assertEquals(
                "Permission conflict on node 'a': permissions 'resize' are both required by node 'whole' "
                        + "(uses node 'a' as 'file' child) and unshared by node 'part' (uses node 'a' as 'file' child).",
                failure(() -> graph.get("whole").resize(SIZE)));
    }

    @Test
    void readOnlyNodeRefusesWritesFromAbove() {
        graph.add(BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO)
                .nodeName("a")
                .size(SIZE)
                .readOnly(true)
                .build());
        graph.add(raw("r", "a"));
        BlockNode top = graph.get("r");
        assertEquals(Optional.of(Failure.NOT_PERMITTED), top.execute(new Request(Operation.WRITE, 0, 512)));
        assertEquals(Optional.empty(), top.execute(new Request(Operation.READ, 0, 512)));
    }

    @Test
    void writeBeyondTheThresholdIsReportedOnce() {
        graph.add(store("a"));
        BlockNode node = graph.get("a");
        node.highestWrite().threshold(1024);
        node.execute(new Request(Operation.WRITE, 0, 1024));
        assertEquals(List.of(), events);
        node.execute(new Request(Operation.WRITE, 1024, 512));
        node.execute(new Request(Operation.WRITE, 1024, 512));
        assertEquals(List.of(new BlockWriteThresholdEvent("a", 512, 1024)), events);
        assertEquals(1536, node.highestWrite().end());
    }

    @Test
    void throttleNeedsItsGroup() {
        graph.add(store("a"));
        graph.add(BlockdevOptionsThrottle.builder("g", new BlockdevRef.Node("a"))
                .nodeName("t")
                .build());
        assertFails(
                "Throttle group 'h' does not exist",
                BlockdevOptionsThrottle.builder("h", new BlockdevRef.Node("a"))
                        .nodeName("u")
                        .build());
    }

    private void addAll(BlockdevOptions... nodes) {
        List.of(nodes).forEach(graph::add);
    }

    private List<String> names() {
        return graph.nodes().stream().map(BlockNode::name).toList();
    }

    private static BlockdevOptions store(String name) {
        return BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO)
                .nodeName(name)
                .size(SIZE)
                .build();
    }

    private static BlockdevOptions raw(String name, String child) {
        return BlockdevOptionsRaw.builder(new BlockdevRef.Node(child))
                .nodeName(name)
                .build();
    }

    private void assertFails(String message, BlockdevOptions options) {
        assertEquals(message, failure(() -> graph.add(options)));
    }

    private static String failure(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(CommandFailedException.class, action).error().desc();
    }
}

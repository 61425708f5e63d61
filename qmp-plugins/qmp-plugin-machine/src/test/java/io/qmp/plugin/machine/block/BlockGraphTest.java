package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private final BlockGraph graph = new BlockGraph("g"::equals, events::add, FdsetLender.NONE, WireCodec.installed());

    /** A disk or a job, which nothing but the graph sees. */
    private final NodeUser disk = (before, after) -> {};

    @Test
    void nodesAreListedInTheOrderInWhichTheyWereAdded() {
        addAll(store("b"), raw("a", "b"));
        assertThat(names()).isEqualTo(List.of("b", "a"));
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
        assertThat(names()).isEqualTo(List.of("a", "a".repeat(31)));
    }

    @Test
    void nodeWithoutItsChildIsNotAdded() {
        assertFails("Cannot find device='no' nor node-name='no'", raw("a", "no"));
        assertThat(names()).isEmpty();
    }

    @Test
    void childThatWasOpenedForANodeThatFailsIsClosed() {
        graph.add(store("a"));
        assertFails(
                "Duplicate nodes with node-name='a'",
                BlockdevOptionsRaw.builder(BlockdevRef.of(store("inner")))
                        .nodeName("a")
                        .build());
        assertThat(names()).isEqualTo(List.of("a"));
    }

    @Test
    void childGetsANameOfItsOwnAndGoesWithItsParent() {
        graph.add(BlockdevOptionsRaw.builder(BlockdevRef.of(
                        BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO).build()))
                .nodeName("a")
                .build());
        assertThat(names().size()).isEqualTo(2);
        assertThat(names().get(0).startsWith("#block")).as(names().get(0)).isTrue();
        graph.delete("a");
        assertThat(names()).isEmpty();
    }

    @Test
    void nodeThatIsUsedIsNotDeleted() {
        addAll(store("a"), raw("b", "a"));
        assertThat(failure(() -> graph.delete("a"))).isEqualTo("Block device a is in use");
        graph.get("b").use(disk);
        assertThat(failure(() -> graph.delete("b"))).isEqualTo("Node b is in use");
        graph.get("b").release(disk);
        graph.delete("b");
        graph.delete("a");
        assertThat(names()).isEmpty();
    }

    @Test
    void nodeThatNobodyHasNamedIsNotDeletedAlone() {
        graph.add(BlockdevOptionsRaw.builder(BlockdevRef.of(store("inner")))
                .nodeName("a")
                .build());
        assertThat(failure(() -> graph.delete("inner"))).isEqualTo("Node inner is not owned by the monitor");
        assertThat(failure(() -> graph.delete("no"))).isEqualTo("Failed to find node with node-name='no'");
    }

    @Test
    void reopeningMovesANodeToAnotherChild() {
        addAll(store("a"), store("b"), raw("r", "a"));
        graph.reopen(List.of(raw("r", "b")));
        assertThat(graph.get("r").child()).isEqualTo(Optional.of(graph.get("b")));
        graph.delete("a");
        assertThat(failure(() -> graph.delete("b"))).isEqualTo("Block device b is in use");
    }

    @Test
    void reopeningMakesNoCycle() {
        addAll(store("a"), raw("b", "a"), raw("c", "b"));
        assertThat(failure(() -> graph.reopen(List.of(raw("b", "c")))))
                .isEqualTo("Making 'c' a file child of 'b' would create a cycle");
        assertThat(failure(() -> graph.reopen(List.of(raw("b", "b")))))
                .isEqualTo("Making 'b' a file child of 'b' would create a cycle");
        assertThat(graph.get("b").child()).isEqualTo(Optional.of(graph.get("a")));
    }

    @Test
    void twoChangesMakeNoCycleTogether() {
        addAll(store("a"), raw("b", "a"), raw("c", "a"));
        assertThat(failure(() -> graph.reopen(List.of(raw("b", "c"), raw("c", "b")))))
                .isEqualTo("Making 'b' a file child of 'c' would create a cycle");
        assertThat(graph.get("b").child()).isEqualTo(Optional.of(graph.get("a")));
        assertThat(graph.get("c").child()).isEqualTo(Optional.of(graph.get("a")));
    }

    @Test
    void reopeningThatFailsUndoesWhatCameBefore() {
        addAll(store("a"), store("b"), raw("r", "a"));
        assertThatThrownBy(() -> graph.reopen(List.of(raw("r", "b"), raw("no", "a"))))
                .isInstanceOf(CommandFailedException.class);
        assertThat(graph.get("r").child()).isEqualTo(Optional.of(graph.get("a")));
        graph.delete("b");
    }

    @Test
    void driverStaysAsItIs() {
        addAll(store("a"), raw("r", "a"));
        assertThat(failure(() -> graph.reopen(List.of(store("r"))))).isEqualTo("Cannot change the option 'driver'");
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
        assertThat(graph.get("a").length()).isEqualTo(SIZE);
        assertThat(graph.get("part").length()).isEqualTo(1024);
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
        assertThat(failure(() -> graph.get("a").resize(SIZE)))
                .isEqualTo(
                        "Permission conflict on node 'a': permissions 'resize' are both required by an unnamed block device "
                                + "(uses node 'a' as 'root' child) and unshared by node 'part' (uses node 'a' as 'file' child).");
        assertThat(failure(() -> graph.get("whole").resize(SIZE)))
                .isEqualTo(
                        "Permission conflict on node 'a': permissions 'resize' are both required by node 'whole' "
                                + "(uses node 'a' as 'file' child) and unshared by node 'part' (uses node 'a' as 'file' child).");
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
        assertThat(top.execute(new Request(Operation.WRITE, 0, 512))).isEqualTo(Optional.of(Failure.NOT_PERMITTED));
        assertThat(top.execute(new Request(Operation.READ, 0, 512))).isEqualTo(Optional.empty());
    }

    @Test
    void writeBeyondTheThresholdIsReportedOnce() {
        graph.add(store("a"));
        BlockNode node = graph.get("a");
        node.highestWrite().threshold(1024);
        node.execute(new Request(Operation.WRITE, 0, 1024));
        assertThat(events).isEmpty();
        node.execute(new Request(Operation.WRITE, 1024, 512));
        node.execute(new Request(Operation.WRITE, 1024, 512));
        assertThat(events).isEqualTo(List.of(new BlockWriteThresholdEvent("a", 512, 1024)));
        assertThat(node.highestWrite().end()).isEqualTo(1536);
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
        assertThat(failure(() -> graph.add(options))).isEqualTo(message);
    }
}

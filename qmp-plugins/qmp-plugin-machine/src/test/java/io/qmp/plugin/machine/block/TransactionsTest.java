package io.qmp.plugin.machine.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.job.Jobs;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.qemu.command.Transaction;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private static final String ADD = "{'type': 'block-dirty-bitmap-add', 'data': {'node': 'n', 'name': '%s'}}";
    private static final String REMOVE = "{'type': 'block-dirty-bitmap-remove', 'data': {'node': 'n', 'name': '%s'}}";
    private static final String CLEAR = "{'type': 'block-dirty-bitmap-clear', 'data': {'node': 'n', 'name': '%s'}}";
    private static final String MERGE =
            "{'type': 'block-dirty-bitmap-merge', 'data': {'node': 'n', 'target': '%s', 'bitmaps': ['%s']}}";
    private static final String ABORT = "{'type': 'abort', 'data': {}}";

    private final WireCodec codec = WireCodec.installed();
    private final Binder binder = codec.newBinder(CompatPolicy.ACCEPT);
    private final BlockGraph graph = new BlockGraph(group -> false, event -> {}, FdsetLender.NONE, codec);
    private final Jobs jobs = new Jobs(event -> {}, new MachineTimers(new ManualEventLoop(Instant.EPOCH)));
    private final Transactions transactions = new Transactions(
            new BitmapActions(graph),
            new Snapshots(graph),
            new BlockJobCommands(new JobTools(graph, new GraphChanges(graph), jobs, false, 0)),
            false);
    private NodeBitmaps bitmaps;

    @BeforeEach
    void addANode() {
        graph.add(BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO)
                .nodeName("n")
                .size(1L << 20)
                .build());
        bitmaps = graph.find("n").orElseThrow().bitmaps();
    }

    @Test
    void allActionsAreExecuted() {
        execute(ADD.formatted("a"), ADD.formatted("b"));
        assertThat(bitmaps.all()).extracting(DirtyBitmap::name).containsExactly("a", "b");
    }

    @Test
    void failureUndoesTheEarlierActions() {
        assertFails("Bitmap already exists: a", ADD.formatted("a"), ADD.formatted("a"));
        assertThat(bitmaps.all()).isEmpty();
    }

    @Test
    void abortUndoesClearingAndMerging() {
        execute(ADD.formatted("a"), ADD.formatted("b"));
        graph.find("n").orElseThrow().execute(new Request(Operation.WRITE, 0, 512));
        bitmaps.get("b").clear();
        long dirty = bitmaps.get("a").count();
        assertThat(dirty).isPositive();

        assertFails("Transaction aborted using Abort action", MERGE.formatted("b", "a"), CLEAR.formatted("a"), ABORT);
        assertThat(bitmaps.get("a").count()).isEqualTo(dirty);
        assertThat(bitmaps.get("b").count()).isZero();
    }

    @Test
    void bitmapIsRemovedOnlyWhenAllActionsAreDone() {
        execute(ADD.formatted("a"));
        assertFails("Transaction aborted using Abort action", REMOVE.formatted("a"), ABORT);
        assertThat(bitmaps.has("a")).isTrue();

        execute(REMOVE.formatted("a"));
        assertThat(bitmaps.has("a")).isFalse();
    }

    @Test
    void groupedCompletionIsRefused() {
        assertThatThrownBy(() -> executeWith(", 'properties': {'completion-mode': 'grouped'}", ADD.formatted("a")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("does not support Transaction property completion-mode = grouped");
        assertThat(bitmaps.all()).isEmpty();
    }

    private void execute(String... actions) {
        executeWith("", actions);
    }

    private void executeWith(String more, String... actions) {
        String json = "{'actions': [" + String.join(", ", actions) + "]" + more + "}";
        QmpObject arguments = (QmpObject) codec.parse(json.replace('\'', '"'));
        transactions.execute(binder.command(Transaction.class).readArguments(arguments));
    }

    private void assertFails(String message, String... actions) {
        assertThatThrownBy(() -> execute(actions))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining(message);
    }
}

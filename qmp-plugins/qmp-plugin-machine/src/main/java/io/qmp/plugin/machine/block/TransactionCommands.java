package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.command.BlockDirtyBitmapAdd;
import io.qmp.plugin.qemu.command.BlockDirtyBitmapClear;
import io.qmp.plugin.qemu.command.BlockDirtyBitmapDisable;
import io.qmp.plugin.qemu.command.BlockDirtyBitmapEnable;
import io.qmp.plugin.qemu.command.BlockDirtyBitmapMerge;
import io.qmp.plugin.qemu.command.BlockDirtyBitmapRemove;
import io.qmp.plugin.qemu.command.BlockdevSnapshot;
import io.qmp.plugin.qemu.command.BlockdevSnapshotSync;
import io.qmp.plugin.qemu.command.ChangeBackingFile;
import io.qmp.plugin.qemu.command.Transaction;

/** The commands of dirty bitmaps and snapshots, and {@code transaction}, which combines them. */
final class TransactionCommands {
    private TransactionCommands() {}

    static void register(PluginRegistry registry, BlockGraph graph, BlockJobCommands backups, boolean youngestFirst) {
        BitmapActions actions = new BitmapActions(graph);
        registry.command(
                BlockDirtyBitmapAdd.class,
                does(add -> actions.add(add.options()).commit().run()));
        registry.command(
                BlockDirtyBitmapRemove.class,
                does(remove -> actions.remove(remove.bitmap()).commit().run()));
        registry.command(
                BlockDirtyBitmapClear.class,
                does(clear -> actions.clear(clear.bitmap()).commit().run()));
        registry.command(
                BlockDirtyBitmapEnable.class,
                does(enable -> actions.record(enable.bitmap(), true).commit().run()));
        registry.command(
                BlockDirtyBitmapDisable.class,
                does(disable -> actions.record(disable.bitmap(), false).commit().run()));
        registry.command(
                BlockDirtyBitmapMerge.class,
                does(merge -> actions.merge(merge.options()).commit().run()));
        Snapshots snapshots = new Snapshots(graph);
        registry.command(
                BlockdevSnapshot.class,
                does(snapshot -> snapshots.snapshot(snapshot.options()).commit().run()));
        registry.command(
                BlockdevSnapshotSync.class,
                does(snapshot ->
                        snapshots.snapshotSync(snapshot.options()).commit().run()));
        registry.command(ChangeBackingFile.class, does(snapshots::changeBackingFile));
        Transactions transactions = new Transactions(actions, snapshots, backups, youngestFirst);
        registry.command(Transaction.class, does(transactions::execute));
    }
}

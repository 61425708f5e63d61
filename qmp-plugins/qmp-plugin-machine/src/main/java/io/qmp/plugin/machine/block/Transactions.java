package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.qemu.command.Transaction;
import io.qmp.plugin.qemu.type.ActionCompletionMode;
import io.qmp.plugin.qemu.type.TransactionAction;
import io.qmp.plugin.qemu.type.TransactionActionAbort;
import io.qmp.plugin.qemu.type.TransactionActionBlockDirtyBitmap;
import io.qmp.plugin.qemu.type.TransactionActionBlockDirtyBitmapAdd;
import io.qmp.plugin.qemu.type.TransactionActionBlockDirtyBitmapMerge;
import io.qmp.plugin.qemu.type.TransactionActionBlockdevSnapshot;
import io.qmp.plugin.qemu.type.TransactionActionBlockdevSnapshotSync;
import io.qmp.plugin.qemu.type.TransactionProperties;
import java.util.ArrayDeque;
import java.util.Deque;

/** Executes all actions of a transaction, or none: when one fails, the earlier ones are undone, the last one first. */
final class Transactions {
    private final BitmapActions bitmaps;
    private final Snapshots snapshots;

    Transactions(BitmapActions bitmaps, Snapshots snapshots) {
        this.bitmaps = bitmaps;
        this.snapshots = snapshots;
    }

    void execute(Transaction transaction) {
        TransactionProperties properties = transaction.properties();
        boolean grouped = properties != null && properties.completionMode() == ActionCompletionMode.GROUPED;
        Deque<Effect> done = new ArrayDeque<>();
        try {
            for (TransactionAction action : transaction.actions()) {
                String type = WireNaming.enumValue(action.type());
                if (grouped) {
                    throw CommandFailedException.generic(
                            "Action '" + type + "' does not support Transaction property completion-mode = grouped");
                }
                done.push(execute(action, type));
            }
        } catch (CommandFailedException e) {
            done.forEach(effect -> effect.abort().run());
            throw e;
        }
        done.descendingIterator().forEachRemaining(effect -> effect.commit().run());
    }

    private Effect execute(TransactionAction action, String type) {
        if (action instanceof TransactionActionAbort) {
            throw CommandFailedException.generic("Transaction aborted using Abort action");
        } else if (action instanceof TransactionActionBlockDirtyBitmapAdd add) {
            return bitmaps.add(add.data());
        } else if (action instanceof TransactionActionBlockDirtyBitmapMerge merge) {
            return bitmaps.merge(merge.data());
        } else if (action instanceof TransactionActionBlockdevSnapshot snapshot) {
            return snapshots.snapshot(snapshot.data());
        } else if (action instanceof TransactionActionBlockdevSnapshotSync snapshot) {
            return snapshots.snapshotSync(snapshot.data());
        } else if (action instanceof TransactionActionBlockDirtyBitmap named) {
            return switch (named.type()) {
                case BLOCK_DIRTY_BITMAP_REMOVE -> bitmaps.remove(named.data());
                case BLOCK_DIRTY_BITMAP_CLEAR -> bitmaps.clear(named.data());
                case BLOCK_DIRTY_BITMAP_ENABLE -> bitmaps.record(named.data(), true);
                case BLOCK_DIRTY_BITMAP_DISABLE -> bitmaps.record(named.data(), false);
                default -> throw new IllegalArgumentException(type);
            };
        }
        throw CommandFailedException.generic("Action '" + type + "' is not implemented");
    }
}

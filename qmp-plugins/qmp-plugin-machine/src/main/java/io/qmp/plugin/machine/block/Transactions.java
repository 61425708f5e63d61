package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.machine.job.JobGroup;
import io.qmp.plugin.qemu.command.Transaction;
import io.qmp.plugin.qemu.type.ActionCompletionMode;
import io.qmp.plugin.qemu.type.TransactionAction;
import io.qmp.plugin.qemu.type.TransactionActionAbort;
import io.qmp.plugin.qemu.type.TransactionActionBlockDirtyBitmap;
import io.qmp.plugin.qemu.type.TransactionActionBlockDirtyBitmapAdd;
import io.qmp.plugin.qemu.type.TransactionActionBlockDirtyBitmapMerge;
import io.qmp.plugin.qemu.type.TransactionActionBlockdevBackup;
import io.qmp.plugin.qemu.type.TransactionActionBlockdevSnapshot;
import io.qmp.plugin.qemu.type.TransactionActionBlockdevSnapshotSync;
import io.qmp.plugin.qemu.type.TransactionActionDriveBackup;
import io.qmp.plugin.qemu.type.TransactionProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Executes all actions of a transaction, or none: when one fails, the earlier ones are undone, the last one first. */
final class Transactions {
    private final BitmapActions bitmaps;
    private final Snapshots snapshots;
    private final BlockJobCommands backups;
    private final boolean youngestFirst;

    /**
     * Makes it.
     *
     * @param youngestFirst whether the last action is committed first
     */
    Transactions(BitmapActions bitmaps, Snapshots snapshots, BlockJobCommands backups, boolean youngestFirst) {
        this.bitmaps = bitmaps;
        this.snapshots = snapshots;
        this.backups = backups;
        this.youngestFirst = youngestFirst;
    }

    void execute(Transaction transaction) {
        TransactionProperties properties = transaction.properties();
        boolean grouped = properties != null && properties.completionMode() == ActionCompletionMode.GROUPED;
        if (grouped && youngestFirst) {
            transaction.actions().forEach(this::requireGroup);
        }
        JobGroup group = backups.jobs().group();
        List<Effect> done = new ArrayList<>();
        try {
            for (TransactionAction action : transaction.actions()) {
                done.add(execute(
                        action, grouped, grouped ? group : backups.jobs().group()));
            }
        } catch (CommandFailedException e) {
            Collections.reverse(done);
            done.forEach(effect -> effect.abort().run());
            throw e;
        }
        if (youngestFirst) {
            Collections.reverse(done);
        }
        done.forEach(effect -> effect.commit().run());
        done.forEach(effect -> effect.clean().run());
        backups.jobs().settle();
    }

    private Effect execute(TransactionAction action, boolean grouped, JobGroup group) {
        if (action instanceof TransactionActionBlockdevBackup backup) {
            return backups.backup(backup.data(), group);
        } else if (action instanceof TransactionActionDriveBackup backup) {
            return backups.backup(backup.data(), group);
        }
        if (grouped && !(action instanceof TransactionActionAbort)) {
            requireGroup(action);
        }
        return execute(action, WireNaming.enumValue(action.type()));
    }

    /** Only jobs can be in a group. */
    private void requireGroup(TransactionAction action) {
        if (!(action instanceof TransactionActionBlockdevBackup) && !(action instanceof TransactionActionDriveBackup)) {
            throw CommandFailedException.generic(
                    "Action '" + WireNaming.enumValue(action.type()) + "' does not support "
                            + (youngestFirst ? "t" : "T") + "ransaction property completion-mode = grouped");
        }
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

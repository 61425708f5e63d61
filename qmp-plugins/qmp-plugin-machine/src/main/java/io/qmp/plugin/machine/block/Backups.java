package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobGroup;
import io.qmp.plugin.machine.job.JobSettings;
import io.qmp.plugin.qemu.type.BlockdevBackupOptions;
import io.qmp.plugin.qemu.type.JobType;
import io.qmp.plugin.qemu.type.MirrorSyncMode;
import java.util.List;
import java.util.Optional;

/** Creates the jobs of {@code blockdev-backup} and {@code drive-backup}. */
final class Backups {
    private static final long PIECE = 1 << 20;

    private final JobTools tools;

    Backups(JobTools tools) {
        this.tools = tools;
    }

    /**
     * The effect of a backup in a transaction: the job starts when the transaction is committed.
     *
     * @param group the group of the job
     */
    Effect backup(BlockdevBackupOptions options, JobGroup group) {
        BlockNode source = tools.graph().root(options.device(), options.device());
        BlockNode target = tools.graph().root(options.target(), options.target());
        return effect(create(options, source, target, group));
    }

    Effect effect(Job job) {
        return new Effect(() -> job.start(true), () -> tools.jobs().undo(job), job::undrain);
    }

    /**
     * {@return a job that was not started}
     *
     * @param options target and device are not read
     */
    Job create(BlockdevBackupOptions options, BlockNode source, BlockNode target, JobGroup group) {
        Optional<BackupBitmap.Choice> bitmap = BackupBitmap.Choice.of(options, source);
        check(options, source, target);
        JobSettings settings = JobSettings.of(
                options.jobId() == null ? tools.graph().driveOf(source).orElse(null) : options.jobId(),
                JobType.BACKUP,
                options.speed(),
                options.autoFinalize(),
                options.autoDismiss());
        BlockNode filter = tools.changes().insertFilter(source, options.filterNodeName(), JobFilter.ofBackup(target));
        try {
            TargetCheck.ofBackup(target, filter.name());
            return create(settings, new Order(options, source, target, filter, bitmap), group);
        } catch (CommandFailedException e) {
            tools.changes().removeFilter(filter);
            throw e;
        }
    }

    private record Order(
            BlockdevBackupOptions options,
            BlockNode source,
            BlockNode target,
            BlockNode filter,
            Optional<BackupBitmap.Choice> bitmap) {}

    private Job create(JobSettings settings, Order order, JobGroup group) {
        BlockdevBackupOptions options = order.options;
        DirtyBitmap dirty = dirty(order);
        JobNodes nodes = new JobNodes(settings.id(), settings.type());
        Copying.Ends ends = new Copying.Ends(
                order.source,
                OnBlockError.of(options.onSourceError()),
                Optional.of(order.target),
                OnBlockError.of(options.onTargetError()));
        BackupWork.Plan plan = new BackupWork.Plan(
                order.filter,
                order.source,
                order.target,
                nodes,
                dirty,
                options.sync() == MirrorSyncMode.NONE,
                ends.areImmediate() && tools.rate() == 0,
                order.bitmap.map(choice -> new BackupBitmap(choice, order.source.bitmaps())));
        try {
            Job job = tools.jobs()
                    .create(
                            settings,
                            new BackupWork(plan, tools.changes(), new Copying(ends, dirty, PIECE, tools.rate(), false)),
                            group);
            use(nodes, order, dirty);
            return job;
        } catch (CommandFailedException e) {
            plan.bitmap().ifPresent(BackupBitmap::giveUp);
            throw e;
        }
    }

    private DirtyBitmap dirty(Order order) {
        MirrorSyncMode sync = order.options.sync();
        boolean top = sync == MirrorSyncMode.TOP;
        DirtyBitmap dirty = order.bitmap
                .filter(choice -> sync == MirrorSyncMode.BITMAP || sync == MirrorSyncMode.INCREMENTAL)
                .map(choice -> choice.bitmap().copy())
                .orElseGet(() -> DirtyBitmap.nameless(DirtyBitmap.DEFAULT_GRANULARITY, order.source.length()));
        if (order.bitmap.isEmpty() || sync == MirrorSyncMode.FULL || top) {
            Allocation.mark(dirty, order.source, top, !top || tools.rate() > 0);
        }
        return dirty;
    }

    /** Bitmaps are shown where that version of QEMU has them. */
    private void use(JobNodes nodes, Order order, DirtyBitmap dirty) {
        (tools.later() ? order.filter : order.source).bitmaps().add(dirty);
        order.filter.bitmaps().add(DirtyBitmap.nameless(dirty.granularity(), dirty.length()));
        DirtyBitmap accessed = DirtyBitmap.nameless(dirty.granularity(), dirty.length());
        accessed.dirtyAll();
        order.filter.bitmaps().add(accessed);
        nodes.add("main node", order.filter, List.of(), JobNodes.ALL);
        nodes.add("target", order.target, List.of(), JobNodes.ALL);
    }

    private static void check(BlockdevBackupOptions options, BlockNode source, BlockNode target) {
        if (source == target) {
            throw CommandFailedException.generic("Source and target cannot be the same");
        }
        if (Boolean.TRUE.equals(options.compress()) && !(target.driver() instanceof Qcow2Driver)) {
            throw CommandFailedException.generic("Compression is not supported for this drive ");
        }
        source.require(BlockOp.BACKUP_SOURCE);
        target.require(BlockOp.BACKUP_TARGET);
        if (source.length() != target.length()) {
            throw CommandFailedException.generic("Source and target image have different sizes");
        }
    }
}

package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.job.JobGroup;
import io.qmp.plugin.machine.job.JobSettings;
import io.qmp.plugin.qemu.command.DriveMirror;
import io.qmp.plugin.qemu.type.BlockdevBackupOptions;
import io.qmp.plugin.qemu.type.DriveBackupOptions;
import io.qmp.plugin.qemu.type.JobType;
import io.qmp.plugin.qemu.type.MirrorCopyMode;
import io.qmp.plugin.qemu.type.MirrorSyncMode;
import io.qmp.plugin.qemu.type.NewImageMode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts the jobs of {@code drive-mirror} and {@code drive-backup}, whose targets are files that they make. */
final class DriveJobs {
    private final BlockGraph graph;
    private final NewImages images;
    private final Mirrors mirrors;
    private final Backups backups;

    DriveJobs(BlockGraph graph, Mirrors mirrors, Backups backups) {
        this.graph = graph;
        this.images = new NewImages(graph);
        this.mirrors = mirrors;
        this.backups = backups;
    }

    /** The effect of a backup in a transaction. */
    Effect backup(DriveBackupOptions options, JobGroup group) {
        BlockNode source = graph.root(options.device(), options.device());
        source.require(BlockOp.BACKUP_SOURCE);
        boolean existing = options.mode() == NewImageMode.EXISTING;
        String format = format(options.format(), existing, source);
        Optional<BlockNode> base = Chains.base(source);
        boolean none = options.sync() == MirrorSyncMode.NONE;
        Optional<BlockNode> below =
                none ? Optional.of(source) : options.sync() == MirrorSyncMode.TOP ? base : Optional.empty();
        if (!existing) {
            images.create(options.target(), format, source.length(), below);
        }
        BlockNode target =
                images.openForBackup(options.target(), format, source.flags().writable());
        try {
            if (none) {
                target.reopen(target.content().above(below));
            }
            BlockdevBackupOptions same = common(options, base.isPresent());
            return backups.effect(backups.create(same, source, target, group));
        } catch (CommandFailedException e) {
            graph.releaseUnused(target);
            throw e;
        }
    }

    private static BlockdevBackupOptions common(DriveBackupOptions given, boolean hasBase) {
        MirrorSyncMode sync = given.sync() == MirrorSyncMode.TOP && !hasBase ? MirrorSyncMode.FULL : given.sync();
        return new BlockdevBackupOptions(
                given.jobId(),
                given.device(),
                sync,
                given.speed(),
                given.bitmap(),
                given.bitmapMode(),
                given.compress(),
                given.onSourceError(),
                given.onTargetError(),
                given.onCbwError(),
                given.autoFinalize(),
                given.autoDismiss(),
                given.filterNodeName(),
                given.discardSource(),
                given.xPerf(),
                given.target());
    }

    /** Starts a mirror. */
    void mirror(DriveMirror options) {
        BlockNode source = graph.freeRoot(options.device());
        source.require(BlockOp.MIRROR_SOURCE);
        boolean existing = options.mode() == NewImageMode.EXISTING;
        String format = format(options.format(), existing, source);
        Optional<BlockNode> base = Chains.base(source);
        MirrorSyncMode sync =
                options.sync() == MirrorSyncMode.TOP && base.isEmpty() ? MirrorSyncMode.FULL : options.sync();
        Optional<BlockNode> below = switch (sync) {
            case NONE -> Optional.of(source);
            case FULL -> Optional.empty();
            default -> base;
        };
        if (options.replaces() != null && options.nodeName() == null) {
            throw CommandFailedException.generic(
                    "a node-name must be provided when replacing a named node of the graph");
        }
        if (!existing) {
            images.create(options.target(), format, source.length(), below);
        }
        BlockNode target = images.open(
                options.target(), format, options.nodeName(), source.flags().writable());
        try {
            start(options, source, target, sync, existing ? Optional.empty() : below);
        } catch (CommandFailedException e) {
            graph.releaseUnused(target);
            throw e;
        }
    }

    private void start(
            DriveMirror options, BlockNode source, BlockNode target, MirrorSyncMode sync, Optional<BlockNode> below) {
        JobSettings settings = JobSettings.of(
                options.jobId() == null ? graph.driveOf(source).orElse(null) : options.jobId(),
                JobType.MIRROR,
                options.speed(),
                options.autoFinalize(),
                options.autoDismiss());
        Mirrors.Order order = new Mirrors.Order(
                source,
                target,
                sync,
                below,
                options.replaces(),
                options.granularity(),
                null,
                Objects.requireNonNullElse(options.copyMode(), MirrorCopyMode.BACKGROUND),
                OnBlockError.of(options.onSourceError()),
                OnBlockError.of(options.onTargetError()));
        mirrors.startChecked(settings, order, options.bufSize());
    }

    private static String format(@Nullable String given, boolean existing, BlockNode source) {
        return given != null ? given : existing ? "qcow2" : source.driver().name();
    }
}

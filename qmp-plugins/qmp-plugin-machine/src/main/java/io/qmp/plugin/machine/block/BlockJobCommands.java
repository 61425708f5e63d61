package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.job.JobGroup;
import io.qmp.plugin.machine.job.Jobs;
import io.qmp.plugin.qemu.command.BlockCommit;
import io.qmp.plugin.qemu.command.BlockStream;
import io.qmp.plugin.qemu.command.BlockdevBackup;
import io.qmp.plugin.qemu.command.BlockdevMirror;
import io.qmp.plugin.qemu.command.DriveBackup;
import io.qmp.plugin.qemu.command.DriveMirror;
import io.qmp.plugin.qemu.type.BlockdevBackupOptions;
import io.qmp.plugin.qemu.type.DriveBackupOptions;
import java.util.function.BiFunction;

/** The commands that start jobs on nodes. */
final class BlockJobCommands {
    private final Jobs jobs;
    private final Backups backups;
    private final Mirrors mirrors;
    private final Commits commits;
    private final Streams streams;
    private final DriveJobs drives;

    BlockJobCommands(JobTools tools) {
        this.jobs = tools.jobs();
        this.backups = new Backups(tools);
        this.mirrors = new Mirrors(tools);
        this.commits = new Commits(tools, mirrors);
        this.streams = new Streams(tools);
        this.drives = new DriveJobs(tools.graph(), mirrors, backups);
    }

    @SuppressWarnings("deprecation") // clients still use drive-backup
    void register(PluginRegistry registry) {
        registry.command(BlockdevBackup.class, does(backup -> now(this::backup, backup.options())));
        registry.command(DriveBackup.class, does(backup -> now(this::backup, backup.options())));
        registry.command(BlockdevMirror.class, does(mirrors::mirror));
        registry.command(DriveMirror.class, does(drives::mirror));
        registry.command(BlockCommit.class, does(commits::start));
        registry.command(BlockStream.class, does(stream -> {
            streams.start(stream);
            jobs.settle();
        }));
    }

    private <T> void now(BiFunction<T, JobGroup, Effect> action, T options) {
        Effect effect = action.apply(options, jobs.group());
        effect.commit().run();
        effect.clean().run();
        jobs.settle();
    }

    /** The effect of a backup in a transaction. */
    Effect backup(BlockdevBackupOptions options, JobGroup group) {
        return backups.backup(options, group);
    }

    /** The effect of a backup in a transaction. */
    Effect backup(DriveBackupOptions options, JobGroup group) {
        return drives.backup(options, group);
    }

    Jobs jobs() {
        return jobs;
    }
}

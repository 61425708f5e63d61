package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.job.JobSettings;
import io.qmp.plugin.machine.job.Jobs;
import io.qmp.plugin.qemu.command.BlockdevSnapshotDeleteInternalSync;
import io.qmp.plugin.qemu.command.BlockdevSnapshotInternalSync;
import io.qmp.plugin.qemu.command.SnapshotDelete;
import io.qmp.plugin.qemu.command.SnapshotLoad;
import io.qmp.plugin.qemu.command.SnapshotSave;
import io.qmp.plugin.qemu.type.BlockdevSnapshotInternalSyncOptions;
import io.qmp.plugin.qemu.type.JobType;
import io.qmp.plugin.qemu.type.SnapshotInfo;
import java.util.List;

/**
 * The commands of snapshots within images. No driver here supports them, so that they fail as they do in QEMU for
 * nodes of such drivers.
 */
final class InternalSnapshots {
    private final BlockGraph graph;
    private final Jobs jobs;
    private final Runnable stop;

    /**
     * Makes them.
     *
     * @param stop stops the machine, for a snapshot that is loaded
     */
    InternalSnapshots(BlockGraph graph, Jobs jobs, Runnable stop) {
        this.graph = graph;
        this.jobs = jobs;
        this.stop = stop;
    }

    void register(PluginRegistry registry) {
        registry.command(BlockdevSnapshotInternalSync.class, does(take -> take(take.options())));
        registry.command(BlockdevSnapshotDeleteInternalSync.class, returns(this::delete));
        registry.command(
                SnapshotSave.class, does(save -> start(save.jobId(), JobType.SNAPSHOT_SAVE, () -> {}, save.devices())));
        registry.command(
                SnapshotLoad.class, does(load -> start(load.jobId(), JobType.SNAPSHOT_LOAD, stop, load.devices())));
        registry.command(
                SnapshotDelete.class,
                does(delete -> start(delete.jobId(), JobType.SNAPSHOT_DELETE, () -> {}, delete.devices())));
    }

    private void take(BlockdevSnapshotInternalSyncOptions options) {
        BlockNode node = graph.root(options.device(), options.device());
        throw CommandFailedException.generic("Block format '" + node.driver().name() + "' used by device '"
                + options.device() + "' does not support internal snapshots");
    }

    private SnapshotInfo delete(BlockdevSnapshotDeleteInternalSync delete) {
        graph.root(delete.device(), delete.device());
        throw CommandFailedException.generic(
                delete.id() == null && delete.name() == null
                        ? "Name or id must be provided"
                        : "Failed to get a snapshot list: Operation not supported");
    }

    private void start(String id, JobType type, Runnable first, List<String> devices) {
        JobSettings settings = new JobSettings(id, type, 0, true, false);
        jobs.create(settings, new CreationWork(first, () -> check(devices))).start(false);
    }

    private void check(List<String> devices) {
        if (devices.isEmpty()) {
            throw CommandFailedException.generic("At least one device is required for snapshot");
        }
        for (String device : devices) {
            if (!graph.has(device)) {
                throw CommandFailedException.generic("No block device node '" + device + "'");
            }
        }
        throw CommandFailedException.generic(
                "Device '" + devices.get(0) + "' is writable but does not support snapshots");
    }
}

package io.qmp.plugin.machine.job;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.command.BlockJobCancel;
import io.qmp.plugin.qemu.command.BlockJobChange;
import io.qmp.plugin.qemu.command.BlockJobComplete;
import io.qmp.plugin.qemu.command.BlockJobDismiss;
import io.qmp.plugin.qemu.command.BlockJobFinalize;
import io.qmp.plugin.qemu.command.BlockJobPause;
import io.qmp.plugin.qemu.command.BlockJobResume;
import io.qmp.plugin.qemu.command.BlockJobSetSpeed;
import io.qmp.plugin.qemu.command.JobCancel;
import io.qmp.plugin.qemu.command.JobComplete;
import io.qmp.plugin.qemu.command.JobDismiss;
import io.qmp.plugin.qemu.command.JobFinalize;
import io.qmp.plugin.qemu.command.JobPause;
import io.qmp.plugin.qemu.command.JobResume;
import io.qmp.plugin.qemu.command.QueryBlockJobs;
import io.qmp.plugin.qemu.command.QueryJobs;

/** The commands and events of jobs: those for all jobs, and the older ones for block jobs, which find no others. */
public final class JobCommands {
    private final Jobs jobs;
    private final JobControl control;

    private JobCommands(Jobs jobs) {
        this.jobs = jobs;
        this.control = new JobControl(jobs);
    }

    /** Registers them. */
    public static void register(PluginRegistry registry, Jobs jobs) {
        JobCommands commands = new JobCommands(jobs);
        commands.registerAllJobs(registry);
        commands.registerBlockJobs(registry);
    }

    private void registerAllJobs(PluginRegistry registry) {
        registry.command(QueryJobs.class, returns(query -> jobs.all()));
        registry.command(JobCancel.class, does(cancel -> control.cancel(find(cancel.id()), true)));
        registry.command(JobPause.class, does(pause -> control.pause(find(pause.id()))));
        registry.command(JobResume.class, does(resume -> control.resume(find(resume.id()))));
        registry.command(JobComplete.class, does(complete -> control.complete(find(complete.id()))));
        registry.command(JobFinalize.class, does(finalize -> control.finalize(find(finalize.id()))));
        registry.command(JobDismiss.class, does(dismiss -> control.dismiss(find(dismiss.id()))));
    }

    @SuppressWarnings("deprecation") // clients still use them
    private void registerBlockJobs(PluginRegistry registry) {
        registry.command(QueryBlockJobs.class, returns(query -> jobs.blockJobs()));
        registry.command(BlockJobCancel.class, does(this::cancelBlockJob));
        registry.command(BlockJobPause.class, does(pause -> control.pause(blockJob(pause.device()))));
        registry.command(BlockJobResume.class, does(resume -> control.resume(blockJob(resume.device()))));
        registry.command(BlockJobComplete.class, does(complete -> control.complete(blockJob(complete.device()))));
        registry.command(BlockJobFinalize.class, does(finalize -> control.finalize(blockJob(finalize.id()))));
        registry.command(BlockJobDismiss.class, does(dismiss -> control.dismiss(blockJob(dismiss.id()))));
        registry.command(BlockJobSetSpeed.class, does(set -> control.speed(blockJob(set.device()), set.speed())));
        registry.command(
                BlockJobChange.class,
                does(change -> control.change(blockJob(change.options().id()), change.options())));
    }

    private void cancelBlockJob(BlockJobCancel cancel) {
        Job job = blockJob(cancel.device());
        boolean force = Boolean.TRUE.equals(cancel.force());
        if (job.isUserPaused() && !force) {
            throw CommandFailedException.generic(
                    "The block job for device '" + cancel.device() + "' is currently paused");
        }
        control.cancel(job, force);
    }

    private Job find(String id) {
        return jobs.find(id).orElseThrow(() -> CommandFailedException.generic("Job not found"));
    }

    private Job blockJob(String id) {
        return jobs.find(id)
                .filter(job -> job.settings().isBlockJob())
                .orElseThrow(
                        () -> new CommandFailedException(QmpError.deviceNotActive("Block job '" + id + "' not found")));
    }
}

package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
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
import io.qmp.plugin.qemu.event.JobStatusChangeEvent;
import java.util.List;
import java.util.function.Function;

/** The commands of jobs. Jobs that copy data are not simulated: there are none that block jobs' commands could find. */
final class JobCommands {
    private JobCommands() {}

    @SuppressWarnings("deprecation") // clients still use them
    static void register(PluginRegistry registry, Jobs jobs) {
        registry.command(QueryJobs.class, returns(query -> jobs.all()));
        registry.command(QueryBlockJobs.class, returns(query -> List.of()));
        registry.command(JobCancel.class, does(cancel -> jobs.refuse(cancel.id(), "cancel")));
        registry.command(JobPause.class, does(pause -> jobs.refuse(pause.id(), "pause")));
        registry.command(JobResume.class, does(resume -> jobs.refuse(resume.id(), "resume")));
        registry.command(JobComplete.class, does(complete -> jobs.refuse(complete.id(), "complete")));
        registry.command(JobFinalize.class, does(finalize -> jobs.refuse(finalize.id(), "finalize")));
        registry.command(JobDismiss.class, does(dismiss -> jobs.dismiss(dismiss.id())));
        registry.event(JobStatusChangeEvent.class);
        blockJob(registry, BlockJobCancel.class, BlockJobCancel::device);
        blockJob(registry, BlockJobPause.class, BlockJobPause::device);
        blockJob(registry, BlockJobResume.class, BlockJobResume::device);
        blockJob(registry, BlockJobComplete.class, BlockJobComplete::device);
        blockJob(registry, BlockJobChange.class, change -> change.options().id());
        blockJob(registry, BlockJobSetSpeed.class, BlockJobSetSpeed::device);
        blockJob(registry, BlockJobFinalize.class, BlockJobFinalize::id);
        blockJob(registry, BlockJobDismiss.class, BlockJobDismiss::id);
    }

    private static <C extends Command<Nothing>> void blockJob(
            PluginRegistry registry, Class<C> type, Function<C, String> id) {
        registry.command(type, does(command -> {
            throw new CommandFailedException(
                    QmpError.deviceNotActive("Block job '" + id.apply(command) + "' not found"));
        }));
    }
}

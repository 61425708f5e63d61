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
import java.util.List;
import java.util.function.Function;

/**
 * The commands of jobs. Jobs are not simulated: commands that start one fail, commands that act on one do not find
 * it.
 */
final class JobCommands {
    private JobCommands() {}

    @SuppressWarnings("deprecation") // clients still use them
    static void register(PluginRegistry registry) {
        registry.command(QueryJobs.class, returns(query -> List.of()));
        registry.command(QueryBlockJobs.class, returns(query -> List.of()));
        job(registry, JobCancel.class);
        job(registry, JobPause.class);
        job(registry, JobResume.class);
        job(registry, JobComplete.class);
        job(registry, JobFinalize.class);
        job(registry, JobDismiss.class);
        blockJob(registry, BlockJobCancel.class, BlockJobCancel::device);
        blockJob(registry, BlockJobPause.class, BlockJobPause::device);
        blockJob(registry, BlockJobResume.class, BlockJobResume::device);
        blockJob(registry, BlockJobComplete.class, BlockJobComplete::device);
        blockJob(registry, BlockJobChange.class, change -> change.options().id());
        blockJob(registry, BlockJobSetSpeed.class, BlockJobSetSpeed::device);
        blockJob(registry, BlockJobFinalize.class, BlockJobFinalize::id);
        blockJob(registry, BlockJobDismiss.class, BlockJobDismiss::id);
    }

    private static <C extends Command<Nothing>> void job(PluginRegistry registry, Class<C> type) {
        registry.command(type, does(command -> {
            throw CommandFailedException.generic("Job not found");
        }));
    }

    private static <C extends Command<Nothing>> void blockJob(
            PluginRegistry registry, Class<C> type, Function<C, String> id) {
        registry.command(type, does(command -> {
            throw new CommandFailedException(
                    QmpError.deviceNotActive("Block job '" + id.apply(command) + "' not found"));
        }));
    }
}

package io.qmp.plugin.machine.job;

import io.qmp.api.event.EventData;
import io.qmp.api.type.Open;
import io.qmp.plugin.qemu.event.BlockJobCancelledEvent;
import io.qmp.plugin.qemu.event.BlockJobCompletedEvent;
import io.qmp.plugin.qemu.event.BlockJobErrorEvent;
import io.qmp.plugin.qemu.event.BlockJobPendingEvent;
import io.qmp.plugin.qemu.event.BlockJobReadyEvent;
import io.qmp.plugin.qemu.event.JobStatusChangeEvent;
import io.qmp.plugin.qemu.type.BlockErrorAction;
import io.qmp.plugin.qemu.type.IoOperationType;
import io.qmp.plugin.qemu.type.JobStatus;
import java.util.function.Consumer;

/** The events of jobs. Those whose names begin with BLOCK_JOB are for block jobs only. */
final class JobEvents {
    private final Consumer<EventData> sink;

    JobEvents(Consumer<EventData> sink) {
        this.sink = sink;
    }

    void status(String id, JobStatus status) {
        sink.accept(new JobStatusChangeEvent(id, Open.of(status)));
    }

    void ready(Job job) {
        if (job.settings().isBlockJob()) {
            Progress progress = job.progress();
            sink.accept(new BlockJobReadyEvent(
                    Open.of(job.settings().type()), job.id(), progress.total(), progress.done(), job.speed()));
        }
    }

    void pending(Job job) {
        if (job.settings().isBlockJob()) {
            sink.accept(new BlockJobPendingEvent(Open.of(job.settings().type()), job.id()));
        }
    }

    void completed(Job job) {
        if (job.settings().isBlockJob()) {
            Progress progress = job.progress();
            sink.accept(new BlockJobCompletedEvent(
                    Open.of(job.settings().type()),
                    job.id(),
                    progress.total(),
                    progress.done(),
                    job.speed(),
                    job.error().orElse(null)));
        }
    }

    void cancelled(Job job) {
        if (job.settings().isBlockJob()) {
            Progress progress = job.progress();
            sink.accept(new BlockJobCancelledEvent(
                    Open.of(job.settings().type()), job.id(), progress.total(), progress.done(), job.speed()));
        }
    }

    void error(Job job, IoOperationType operation, BlockErrorAction action) {
        sink.accept(new BlockJobErrorEvent(job.id(), Open.of(operation), Open.of(action)));
    }
}

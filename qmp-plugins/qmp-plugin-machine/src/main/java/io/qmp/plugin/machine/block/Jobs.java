package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.Open;
import io.qmp.api.type.WireNaming;
import io.qmp.options.Identifiers;
import io.qmp.plugin.qemu.event.JobStatusChangeEvent;
import io.qmp.plugin.qemu.type.JobInfo;
import io.qmp.plugin.qemu.type.JobStatus;
import io.qmp.plugin.qemu.type.JobType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that clients have started. The work of a job is done in one turn of the loop, after the command that has
 * started it was answered. Then it stays, with its error if it has failed, until a client dismisses it.
 */
public final class Jobs {
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Consumer<JobStatusChangeEvent> events;
    private final Executor loop;

    private static final class Job {
        private final JobType type;
        private JobStatus status = JobStatus.CREATED;
        private @Nullable String error;

        private Job(JobType type) {
            this.type = type;
        }
    }

    /**
     * Makes an empty list of jobs.
     *
     * @param events takes the events
     * @param loop does the work
     */
    public Jobs(Consumer<JobStatusChangeEvent> events, Executor loop) {
        this.events = events;
        this.loop = loop;
    }

    /**
     * Starts a job.
     *
     * @param work fails with a {@link CommandFailedException}, which becomes the error of the job
     * @throws CommandFailedException if the id is none, or in use
     */
    void start(String id, JobType type, Runnable work) {
        if (!Identifiers.matches(id)) {
            throw CommandFailedException.generic("Invalid job ID '" + id + "'");
        }
        if (jobs.containsKey(id)) {
            throw CommandFailedException.generic("Job ID '" + id + "' already in use");
        }
        Job job = new Job(type);
        jobs.put(id, job);
        change(id, job, JobStatus.CREATED);
        change(id, job, JobStatus.RUNNING);
        loop.execute(() -> run(id, job, work));
    }

    private void run(String id, Job job, Runnable work) {
        try {
            work.run();
            change(id, job, JobStatus.WAITING);
            change(id, job, JobStatus.PENDING);
        } catch (CommandFailedException e) {
            job.error = e.error().desc();
            change(id, job, JobStatus.ABORTING);
        }
        change(id, job, JobStatus.CONCLUDED);
    }

    private void change(String id, Job job, JobStatus status) {
        job.status = status;
        events.accept(new JobStatusChangeEvent(id, Open.of(status)));
    }

    /** {@return the jobs, the youngest first} */
    List<JobInfo> all() {
        List<JobInfo> all = new ArrayList<>();
        jobs.forEach((id, job) -> {
            long done = job.status == JobStatus.CONCLUDED ? 1 : 0;
            JobInfo.Builder info = JobInfo.builder(id, job.type, job.status, done, 1);
            all.add((job.error == null ? info : info.error(job.error)).build());
        });
        Collections.reverse(all);
        return all;
    }

    /** Removes a job that has ended. */
    void dismiss(String id) {
        Job job = find(id);
        if (job.status != JobStatus.CONCLUDED) {
            throw refusal(id, job, "dismiss");
        }
        jobs.remove(id);
        change(id, job, JobStatus.NULL);
    }

    /** Fails, as a job is done before it could be paused, ended or anything else. */
    void refuse(String id, String verb) {
        throw refusal(id, find(id), verb);
    }

    private static CommandFailedException refusal(String id, Job job, String verb) {
        return CommandFailedException.generic("Job '" + id + "' in state '" + WireNaming.enumValue(job.status)
                + "' cannot accept command verb '" + verb + "'");
    }

    private Job find(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw CommandFailedException.generic("Job not found");
        }
        return job;
    }
}

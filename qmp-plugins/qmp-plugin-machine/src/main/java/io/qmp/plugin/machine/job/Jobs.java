package io.qmp.plugin.machine.job;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.event.EventData;
import io.qmp.api.wire.EventLoop;
import io.qmp.options.Identifiers;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.qemu.type.BlockJobInfo;
import io.qmp.plugin.qemu.type.JobInfo;
import io.qmp.plugin.qemu.type.JobStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All jobs of a machine. On the loop only. */
public final class Jobs {
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Deque<Job> ended = new ArrayDeque<>();
    private final JobEvents events;
    private final MachineTimers timers;

    /**
     * Makes an empty list of jobs.
     *
     * @param events takes the events
     * @param timers let the work of jobs take time
     */
    public Jobs(Consumer<EventData> events, MachineTimers timers) {
        this.events = new JobEvents(events);
        this.timers = timers;
    }

    JobEvents events() {
        return events;
    }

    EventLoop.Timer schedule(Duration delay, Runnable task) {
        Runnable settling = () -> {
            task.run();
            settle();
        };
        return delay.isZero() ? timers.execute(settling) : timers.schedule(delay, settling);
    }

    /** {@return a group for jobs that are to succeed or fail together} */
    public JobGroup group() {
        return new JobGroup(this);
    }

    /**
     * Creates a job that ends alone; {@link Job#start} starts it.
     *
     * @throws CommandFailedException as {@link #create(JobSettings, JobWork, JobGroup)} does
     */
    public Job create(JobSettings settings, JobWork work) {
        return create(settings, work, group());
    }

    /**
     * Creates a job in a group; {@link Job#start} starts it.
     *
     * @throws CommandFailedException if the id is none, or in use, or a setting is wrong
     */
    public Job create(JobSettings settings, JobWork work, JobGroup group) {
        String id = settings.id();
        if (!Identifiers.matches(id)) {
            throw CommandFailedException.generic("Invalid job ID '" + id + "'");
        }
        if (jobs.containsKey(id)) {
            throw CommandFailedException.generic("Job ID '" + id + "' already in use");
        }
        events.status(id, JobStatus.CREATED);
        Job job = new Job(settings, work, group, this);
        if (settings.speed() < 0) {
            events.status(id, JobStatus.NULL);
            throw CommandFailedException.generic(JobControl.BAD_SPEED);
        }
        jobs.put(id, job);
        group.add(job);
        return job;
    }

    /** Removes a job that has not started, as it turns out that it cannot. */
    public void discard(Job job) {
        job.group().remove(job);
        remove(job);
    }

    /** Cancels a job that has not started. */
    public void undo(Job job) {
        job.cancel(true);
        job.hasFailed();
        job.group().abort(job);
    }

    void remove(Job job) {
        jobs.remove(job.id());
        job.to(JobStatus.NULL);
    }

    /** The work of a job has ended: its group learns it by {@link #settle}, or in a later turn. */
    void ended(Job job, boolean atOnce) {
        if (atOnce) {
            ended.push(job);
        } else {
            schedule(Duration.ZERO, () -> tellGroup(job));
        }
    }

    /** Ends what has to end before a command is answered: the job whose work has ended last comes first. */
    public void settle() {
        while (!ended.isEmpty()) {
            tellGroup(ended.pop());
        }
    }

    private static void tellGroup(Job job) {
        if (job.status() != JobStatus.CONCLUDED && job.status() != JobStatus.NULL) {
            job.group().ended(job);
        }
    }

    Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** {@return the jobs, the youngest first} */
    public List<JobInfo> all() {
        return youngestFirst().stream().map(JobControl::info).toList();
    }

    /** {@return the block jobs, the youngest first} */
    List<BlockJobInfo> blockJobs() {
        return youngestFirst().stream()
                .filter(job -> job.settings().isBlockJob())
                .map(JobControl::blockInfo)
                .toList();
    }

    private List<Job> youngestFirst() {
        List<Job> all = new ArrayList<>(jobs.values());
        Collections.reverse(all);
        return all;
    }
}

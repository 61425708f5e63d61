package io.qmp.plugin.machine.job;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.wire.EventLoop;
import io.qmp.plugin.qemu.type.BlockDeviceIoStatus;
import io.qmp.plugin.qemu.type.BlockErrorAction;
import io.qmp.plugin.qemu.type.IoOperationType;
import io.qmp.plugin.qemu.type.JobStatus;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job: its state, and the course of its work from piece to piece. It ends by itself with its {@link JobGroup}; what
 * clients ask of it comes by {@link JobControl}.
 */
public final class Job {
    private static final EventLoop.Timer NONE = () -> {};
    private static final String CANCELLED = "Operation canceled";

    private final JobSettings settings;
    private final JobWork work;
    private final Jobs jobs;
    private final Progress progress = new Progress();
    private final JobGroup group;
    private JobStatus status = JobStatus.CREATED;
    private EventLoop.Timer timer = NONE;
    private long speed;
    private @Nullable String error;
    private BlockDeviceIoStatus ioStatus = BlockDeviceIoStatus.OK;
    /** How many reasons there are to pause: a user, and each drained section. */
    private int pauses;

    private boolean userPaused;
    private boolean started;
    private boolean working;
    private boolean interrupted;
    private boolean workDone;
    private boolean cancelRequested;
    private boolean cancelled;

    Job(JobSettings settings, JobWork work, JobGroup group, Jobs jobs) {
        this.settings = settings;
        this.work = work;
        this.group = group;
        this.jobs = jobs;
        this.speed = settings.speed();
    }

    /** {@return its id} */
    public String id() {
        return settings.id();
    }

    JobSettings settings() {
        return settings;
    }

    JobWork work() {
        return work;
    }

    JobGroup group() {
        return group;
    }

    JobStatus status() {
        return status;
    }

    /** {@return how far it is} */
    public Progress progress() {
        return progress;
    }

    /** {@return the most bytes a second; 0 for no limit} */
    public long speed() {
        return speed;
    }

    /** {@return whether it has done what it can before a client asks for its completion} */
    public boolean isReady() {
        return status == JobStatus.READY || status == JobStatus.STANDBY;
    }

    /** {@return whether a client has cancelled it, with force or without} */
    public boolean isCancelRequested() {
        return cancelRequested;
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean isPaused() {
        return pauses > 0;
    }

    boolean isUserPaused() {
        return userPaused;
    }

    boolean isStarted() {
        return started;
    }

    /** {@return whether its work has ended, one way or the other} */
    boolean isWorkDone() {
        return workDone;
    }

    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    BlockDeviceIoStatus ioStatus() {
        return ioStatus;
    }

    void to(JobStatus next) {
        if (status != next) {
            status = next;
            jobs.events().status(id(), next);
        }
    }

    /**
     * Starts the work.
     *
     * @param drained whether it is paused first, until {@link #undrain}
     */
    public void start(boolean drained) {
        started = true;
        pauses += drained ? 1 : 0;
        to(JobStatus.RUNNING);
        enter();
    }

    /** Pauses it for a change of what it works on; clients see it as paused. */
    public void drain() {
        pauses++;
    }

    /** Ends {@link #drain}. */
    public void undrain() {
        pauses--;
        if (started && pauses == 0) {
            enter();
        }
    }

    /** There is something to do again; the work goes on in a later turn. */
    public void wake() {
        if (!isSleeping()) {
            timer = jobs.schedule(Duration.ZERO, this::timeIsUp);
        }
    }

    /** Goes on with the work, unless that has ended or is going on. */
    void enter() {
        if (!started || workDone || working) {
            return;
        }
        interrupted |= isSleeping();
        timer.cancel();
        timer = NONE;
        working = true;
        try {
            continueWork();
        } finally {
            working = false;
        }
    }

    private void continueWork() {
        Step step = Step.NEXT;
        while (step instanceof Step.Again again && !again.yields()) {
            if (isPaused() && !cancelled) {
                to(isReady() ? JobStatus.STANDBY : JobStatus.PAUSED);
                return;
            }
            to(isReady() ? JobStatus.READY : JobStatus.RUNNING);
            if (cancelled) {
                workEnded(Optional.empty());
                return;
            }
            try {
                step = work.next(this);
                interrupted = false;
            } catch (CommandFailedException e) {
                workEnded(Optional.of(e.error().desc()));
                return;
            }
            if (step instanceof Step.Ready) {
                to(JobStatus.READY);
                jobs.events().ready(this);
                step = Step.NEXT;
            }
        }
        if (step instanceof Step.Done) {
            workEnded(Optional.empty());
        } else if (step instanceof Step.Again again) {
            timer = jobs.schedule(again.delay(), this::timeIsUp);
        }
    }

    private void timeIsUp() {
        timer = NONE;
        enter();
    }

    /** {@return whether a wait between pieces has ended before its time} */
    public boolean isInterrupted() {
        return interrupted;
    }

    private void workEnded(Optional<String> failure) {
        workDone = true;
        failure.ifPresent(text -> error = text);
        jobs.ended(this, failure.isPresent() ? work.failsAtOnce() : endsAtOnce());
    }

    private boolean endsAtOnce() {
        return cancelled ? work.cancelsAtOnce() : work.succeedsAtOnce();
    }

    /** Whether it sleeps until a time, and not until somebody asks for something. */
    boolean isSleeping() {
        return timer != NONE;
    }

    void speed(long value) {
        speed = value;
    }

    void pauseByUser() {
        userPaused = true;
        pauses++;
    }

    /** Ends the pause by a user, if there is one; the work goes on by {@link #enter}. */
    void unpauseByUser() {
        if (userPaused) {
            userPaused = false;
            ioStatus = BlockDeviceIoStatus.OK;
            pauses--;
        }
    }

    /** Cancels it: with force its work is given up; otherwise the work decides how it ends. */
    void cancel(boolean force) {
        unpauseByUser();
        boolean gentle = !force && work.completesWhenCancelled(this);
        if (!gentle || !workDone) {
            cancelRequested = true;
            cancelled |= !gentle;
        }
    }

    /** {@return whether it has an error; a cancellation becomes one, and the state follows} */
    boolean hasFailed() {
        if (error == null && cancelled) {
            error = CANCELLED;
        }
        if (error != null) {
            to(JobStatus.ABORTING);
        }
        return error != null;
    }

    void prepare() {
        try {
            work.prepare(this);
        } catch (CommandFailedException e) {
            error = e.error().desc();
        }
    }

    /** The job meets an error of the host, and does what its settings say. A stop pauses it like a user. */
    public void met(IoOperationType operation, BlockErrorAction action, boolean nospace) {
        jobs.events().error(this, operation, action);
        if (action == BlockErrorAction.STOP) {
            if (!userPaused) {
                pauseByUser();
            }
            ioStatus = nospace ? BlockDeviceIoStatus.NOSPACE : BlockDeviceIoStatus.FAILED;
        }
    }
}

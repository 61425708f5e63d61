package io.qmp.plugin.machine.job;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.event.EventData;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.qemu.event.BlockJobCancelledEvent;
import io.qmp.plugin.qemu.event.BlockJobCompletedEvent;
import io.qmp.plugin.qemu.event.BlockJobErrorEvent;
import io.qmp.plugin.qemu.event.BlockJobPendingEvent;
import io.qmp.plugin.qemu.event.BlockJobReadyEvent;
import io.qmp.plugin.qemu.event.JobStatusChangeEvent;
import io.qmp.plugin.qemu.type.BlockDeviceIoStatus;
import io.qmp.plugin.qemu.type.BlockErrorAction;
import io.qmp.plugin.qemu.type.BlockJobInfo;
import io.qmp.plugin.qemu.type.IoOperationType;
import io.qmp.plugin.qemu.type.JobInfo;
import io.qmp.plugin.qemu.type.JobType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final List<String> events = new ArrayList<>();
    private final Jobs jobs = new Jobs(this::heard, new MachineTimers(loop));
    private final JobControl control = new JobControl(jobs);
    private final TestWork work = new TestWork();

    private void heard(EventData event) {
        if (event instanceof JobStatusChangeEvent change) {
            events.add(change.id() + " " + change.status());
        } else if (event instanceof BlockJobReadyEvent ready) {
            events.add("READY " + ready.offset() + "/" + ready.len());
        } else if (event instanceof BlockJobPendingEvent pending) {
            events.add("PENDING " + pending.id());
        } else if (event instanceof BlockJobCompletedEvent completed) {
            events.add("COMPLETED " + completed.device() + (completed.error() == null ? "" : ": " + completed.error()));
        } else if (event instanceof BlockJobCancelledEvent cancelled) {
            events.add("CANCELLED " + cancelled.device());
        } else if (event instanceof BlockJobErrorEvent error) {
            events.add("ERROR " + error.action());
        }
    }

    private Job start(String id) {
        return start(new JobSettings(id, JobType.MIRROR, 0, true, true), work);
    }

    private Job startManual(String id) {
        return start(new JobSettings(id, JobType.MIRROR, 0, false, false), work);
    }

    private Job start(JobSettings settings, JobWork what) {
        Job job = jobs.create(settings, what);
        job.start(false);
        jobs.settle();
        return job;
    }

    private List<String> heardSoFar() {
        List<String> heard = List.copyOf(events);
        events.clear();
        return heard;
    }

    private void finish() {
        loop.advance(TestWork.PIECE.multipliedBy(11));
    }

    @Test
    void aJobGoesThroughItsStatesByItself() {
        start("j");
        assertThat(heardSoFar()).containsExactly("j created", "j running");
        finish();
        assertThat(heardSoFar()).containsExactly("j waiting", "j pending", "COMPLETED j", "j concluded", "j null");
        assertThat(work.calls).containsExactly("prepare", "commit", "clean");
        assertThat(jobs.all()).isEmpty();
    }

    @Test
    void successBeforeTheReplyIsReportedWhenTheCommandHasSettled() {
        work.atOnce = true;
        start("j");
        assertThat(events).endsWith("COMPLETED j", "j concluded", "j null");
    }

    @Test
    void aJobThatClientsFinalizeAndDismissWaitsForThem() {
        Job job = startManual("j");
        finish();
        assertThat(heardSoFar()).endsWith("j waiting", "j pending", "PENDING j");
        assertThat(work.calls).isEmpty();

        control.finalize(job);
        assertThat(heardSoFar()).containsExactly("COMPLETED j", "j concluded");
        control.dismiss(job);
        assertThat(heardSoFar()).containsExactly("j null");
        assertThat(jobs.all()).isEmpty();
    }

    @Test
    void aPausedJobStandsStill() {
        Job job = start("j");
        loop.advance(TestWork.PIECE);
        heardSoFar();
        control.pause(job);
        assertThat(heardSoFar()).containsExactly("j paused");
        finish();
        assertThat(events).isEmpty();
        assertThat(job.progress().done()).isEqualTo(1);
        assertThat(loop.timers()).isZero();
        assertThat(failure(() -> control.pause(job))).isEqualTo("Job is already paused");

        control.resume(job);
        assertThat(heardSoFar()).containsExactly("j running");
        assertThat(failure(() -> control.resume(job))).isEqualTo("Can't resume a job that was not paused");
        finish();
        assertThat(events).contains("COMPLETED j");
    }

    @Test
    void aReadyJobWaitsForItsCompletion() {
        work.getsReady = true;
        Job job = start("j");
        finish();
        assertThat(heardSoFar()).endsWith("j ready", "READY 10/10");
        control.pause(job);
        control.complete(job);
        loop.runPending();
        assertThat(heardSoFar()).containsExactly("j standby");
        control.resume(job);
        loop.runPending();
        assertThat(heardSoFar())
                .containsExactly("j ready", "j waiting", "j pending", "COMPLETED j", "j concluded", "j null");
    }

    @Test
    void aReadyJobThatIsCancelledWithoutForceCompletes() {
        work.getsReady = true;
        Job job = start("j");
        finish();
        heardSoFar();
        control.cancel(job, false);
        assertThat(failure(() -> control.complete(job))).isEqualTo("The active block job 'j' cannot be completed");
        loop.runPending();
        assertThat(heardSoFar()).contains("COMPLETED j").doesNotContain("CANCELLED j");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunningJobThatIsCancelledGivesUp(boolean force) {
        Job job = startManual("j");
        heardSoFar();
        control.cancel(job, force);
        assertThat(heardSoFar()).containsExactly("j aborting", "CANCELLED j", "j concluded");
        assertThat(work.calls).containsExactly("abort", "clean");
        assertThat(job.error()).contains("Operation canceled");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void aPausedJobRunsAgainToBeCancelled() {
        Job job = start("j");
        control.pause(job);
        heardSoFar();
        control.cancel(job, true);
        assertThat(heardSoFar()).containsExactly("j running", "j aborting", "CANCELLED j", "j concluded", "j null");
    }

    @Test
    void aPendingJobThatIsCancelledIsNotMadePermanent() {
        Job job = startManual("j");
        finish();
        heardSoFar();
        control.cancel(job, false);
        assertThat(heardSoFar()).containsExactly("j aborting", "CANCELLED j", "j concluded");
        assertThat(work.calls).containsExactly("abort", "clean");
    }

    @Test
    void aFailureIsTheErrorOfTheJob() {
        work.failure = "Input/output error";
        Job job = startManual("j");
        loop.runPending();
        assertThat(events)
                .containsExactly(
                        "j created", "j running", "j aborting", "COMPLETED j: Input/output error", "j concluded");
        assertThat(jobs.all()).singleElement().extracting(JobInfo::error).isEqualTo("Input/output error");
        assertThat(jobs.blockJobs())
                .singleElement()
                .extracting(BlockJobInfo::error)
                .isEqualTo("Input/output error");
        assertThat(job.isReady()).isFalse();
    }

    @Test
    void aResultThatCannotBeMadePermanentIsAFailure() {
        work.failureOfPrepare = "no";
        start("j");
        finish();
        assertThat(events).endsWith("j pending", "j aborting", "COMPLETED j: no", "j concluded", "j null");
        assertThat(work.calls).containsExactly("prepare", "abort", "clean");
    }

    @Test
    void anErrorOfTheHostPausesTheJobUntilItIsResumed() {
        Job job = start("j");
        heardSoFar();
        job.met(IoOperationType.WRITE, BlockErrorAction.STOP, true);
        loop.advance(TestWork.PIECE);
        assertThat(heardSoFar()).containsExactly("ERROR stop", "j paused");
        assertThat(job.ioStatus()).isEqualTo(BlockDeviceIoStatus.NOSPACE);
        control.resume(job);
        assertThat(job.ioStatus()).isEqualTo(BlockDeviceIoStatus.OK);
    }

    @Test
    void jobsOfAGroupSucceedTogetherTheYoungestFirst() {
        JobGroup group = jobs.group();
        Job one = jobs.create(new JobSettings("one", JobType.BACKUP, 0, true, true), work, group);
        TestWork fast = new TestWork();
        fast.atOnce = true;
        Job two = jobs.create(new JobSettings("two", JobType.BACKUP, 0, true, true), fast, group);
        one.start(false);
        two.start(false);
        jobs.settle();
        assertThat(heardSoFar()).endsWith("two waiting");
        finish();
        assertThat(heardSoFar())
                .containsExactly(
                        "one waiting",
                        "two pending",
                        "one pending",
                        "COMPLETED two",
                        "two concluded",
                        "two null",
                        "COMPLETED one",
                        "one concluded",
                        "one null");
    }

    @Test
    void jobsOfAGroupFailTogether() {
        JobGroup group = jobs.group();
        Job one = jobs.create(new JobSettings("one", JobType.BACKUP, 0, true, true), work, group);
        TestWork other = new TestWork();
        Job two = jobs.create(new JobSettings("two", JobType.BACKUP, 0, true, true), other, group);
        one.start(false);
        two.start(false);
        heardSoFar();
        control.cancel(one, true);
        loop.runPending();
        assertThat(heardSoFar())
                .containsExactly(
                        "one aborting",
                        "two aborting",
                        "CANCELLED two",
                        "two concluded",
                        "two null",
                        "CANCELLED one",
                        "one concluded",
                        "one null");
        assertThat(other.calls).containsExactly("abort", "clean");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void aJobThatHasNotStartedIsUndoneWithoutEventsOfBlockJobs() {
        jobs.undo(jobs.create(new JobSettings("j", JobType.BACKUP, 0, true, false), work));
        assertThat(events).containsExactly("j created", "j aborting", "j concluded", "j null");
    }

    @Test
    void theYoungestJobIsListedFirst() {
        start("one");
        start(new JobSettings("two", JobType.CREATE, 0, true, true), new TestWork());
        assertThat(jobs.all()).extracting(JobInfo::id).containsExactly("two", "one");
        assertThat(jobs.blockJobs()).extracting(BlockJobInfo::device).containsExactly("one");
    }

    @Test
    void jobsThatAreNoBlockJobsHaveNoEventsOfBlockJobs() {
        start(new JobSettings("j", JobType.CREATE, 0, true, true), work);
        finish();
        assertThat(events).containsExactly("j created", "j running", "j waiting", "j pending", "j concluded", "j null");
    }

    @Test
    void aNegativeSpeedIsFoundWhenTheJobIsThereAlready() {
        assertThat(failure(() -> start(new JobSettings("j", JobType.MIRROR, -1, true, true), work)))
                .isEqualTo("Parameter 'speed' expects a non-negative value");
        assertThat(events).containsExactly("j created", "j null");
        assertThat(jobs.all()).isEmpty();
    }

    @Test
    void moreSpeedEndsAWaitAndLessDoesNot() {
        Job job = start(new JobSettings("j", JobType.MIRROR, 200, true, true), work);
        control.speed(job, 100);
        assertThat(job.progress().done()).isZero();
        control.speed(job, 200);
        assertThat(job.progress().done()).isEqualTo(1);
        control.speed(job, 50);
        assertThat(job.progress().done()).isEqualTo(1);
        assertThat(job.speed()).isEqualTo(50);
        assertThat(failure(() -> control.speed(job, -1))).isEqualTo("Parameter 'speed' expects a non-negative value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1j", "-j", "j j", "j/", "ä"})
    void anIdIsAnIdentifier(String id) {
        assertThat(failure(() -> start(id))).isEqualTo("Invalid job ID '" + id + "'");
        assertThat(events).isEmpty();
    }

    @Test
    void anIdIsTakenUntilTheJobIsDismissed() {
        Job job = startManual("j");
        assertThat(failure(() -> start("j"))).isEqualTo("Job ID 'j' already in use");
        control.cancel(job, true);
        assertThat(failure(() -> start("j"))).isEqualTo("Job ID 'j' already in use");
        control.dismiss(job);
        start("j");
        assertThat(jobs.all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"complete", "finalize", "dismiss"})
    void aRunningJobRefusesWhatComesLater(String verb) {
        Job job = start("j");
        assertThat(failure(() -> {
                    switch (verb) {
                        case "complete" -> control.complete(job);
                        case "finalize" -> control.finalize(job);
                        default -> control.dismiss(job);
                    }
                }))
                .isEqualTo("Job 'j' in state 'running' cannot accept command verb '" + verb + "'");
    }
}

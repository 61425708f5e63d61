package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.JobInfo;
import io.qmp.plugin.qemu.type.JobStatus;
import io.qmp.plugin.qemu.type.JobType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {
    private final List<String> events = new ArrayList<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Jobs jobs = new Jobs(event -> events.add(event.id() + " " + event.status()), later::add);
    private int done;

    private void start(String id) {
        jobs.start(id, JobType.CREATE, () -> done++);
    }

    private void fail(String id, String message) {
        jobs.start(id, JobType.CREATE, () -> {
            throw CommandFailedException.generic(message);
        });
    }

    private void finish() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    @Test
    void theWorkIsDoneAfterTheCommandThatStartsIt() {
        start("j");

        assertThat(done).isZero();
        assertThat(events).containsExactly("j created", "j running");
        finish();
        assertThat(done).isEqualTo(1);
        assertThat(events.subList(2, 5)).containsExactly("j waiting", "j pending", "j concluded");
    }

    @Test
    void aFailureOfTheWorkIsTheErrorOfTheJob() {
        fail("j", "no space");
        finish();

        assertThat(events).containsExactly("j created", "j running", "j aborting", "j concluded");
        assertThat(jobs.all()).singleElement().satisfies(job -> {
            assertThat(job.error()).isEqualTo("no space");
            assertThat(job.status().known()).contains(JobStatus.CONCLUDED);
        });
    }

    @Test
    void theYoungestJobIsListedFirstWithItsProgress() {
        start("one");
        finish();
        start("two");

        assertThat(jobs.all()).extracting(JobInfo::id).containsExactly("two", "one");
        assertThat(jobs.all()).extracting(JobInfo::currentProgress).containsExactly(0L, 1L);
        assertThat(jobs.all()).extracting(JobInfo::totalProgress).containsOnly(1L);
        assertThat(jobs.all()).extracting(JobInfo::error).containsOnlyNulls();
    }

    @Test
    void aJobStaysUntilItIsDismissed() {
        start("j");
        assertThat(failure(() -> jobs.dismiss("j")))
                .isEqualTo("Job 'j' in state 'running' cannot accept command verb 'dismiss'");
        finish();
        assertThat(failure(() -> start("j"))).isEqualTo("Job ID 'j' already in use");

        jobs.dismiss("j");

        assertThat(events.get(events.size() - 1)).isEqualTo("j null");
        assertThat(jobs.all()).isEmpty();
        start("j");
        assertThat(jobs.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1j", "-j", "j j", "j/", "ä"})
    void anIdIsAnIdentifier(String id) {
        assertThat(failure(() -> start(id))).isEqualTo("Invalid job ID '" + id + "'");
        assertThat(events).isEmpty();
        assertThat(later).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pause", "resume", "cancel", "complete", "finalize"})
    void aJobTakesNoOtherVerb(String verb) {
        assertThat(failure(() -> jobs.refuse("j", verb))).isEqualTo("Job not found");
        start("j");
        assertThat(failure(() -> jobs.refuse("j", verb)))
                .isEqualTo("Job 'j' in state 'running' cannot accept command verb '" + verb + "'");
        finish();
        assertThat(failure(() -> jobs.refuse("j", verb)))
                .isEqualTo("Job 'j' in state 'concluded' cannot accept command verb '" + verb + "'");
    }

    @Test
    void whatIsNotThereCannotBeDismissed() {
        assertThat(failure(() -> jobs.dismiss("j"))).isEqualTo("Job not found");
    }
}

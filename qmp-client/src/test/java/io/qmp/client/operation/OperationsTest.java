package io.qmp.client.operation;

import static io.qmp.client.Expect.failure;
import static io.qmp.client.Expect.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.CommandLimits;
import io.qmp.client.QmpClient;
import io.qmp.client.ScriptedPeer;
import io.qmp.client.TestCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = ScriptedPeer.running(peer, QmpClient.builder());
    private final Operations operations = Operations.of(client);
    private final List<Progress> progress = new ArrayList<>();

    private CompletableFuture<Nothing> job() {
        return operations.runJob("blockdev-create", QmpObject.EMPTY, "job0", LIMIT, progress::add);
    }

    private void jobIs(String status) {
        peer.event("JOB_STATUS_CHANGE", "{\"id\": \"job0\", \"status\": \"" + status + "\"}");
    }

    /** Answers the question for jobs. */
    private void answerJobs(String jobs) {
        assertEquals("query-jobs", ScriptedPeer.name(peer.answer(jobs)));
    }

    @Test
    void anEventBeforeTheReplyDecides() {
        var down = operations.shutDown(LIMIT);
        QmpObject request = peer.next();
        assertEquals("system_powerdown", ScriptedPeer.name(request));
        peer.event("POWERDOWN");
        assertFalse(down.isDone());
        peer.event("SHUTDOWN", "{\"guest\": true, \"reason\": \"guest-shutdown\"}");

        assertEquals("guest-shutdown", result(down).string("reason").orElseThrow());
        peer.answer(request, "{}");
        assertEquals(List.of(), peer.requested());
    }

    @Test
    void aStateDecides() {
        var down = operations.shutDown(LIMIT);
        peer.answer("{}");
        assertEquals("query-status", ScriptedPeer.name(peer.answer("{\"status\": \"shutdown\"}")));

        assertEquals(QmpObject.EMPTY, result(down));
    }

    @Test
    void statesThatNobodyKnowsAreWaitedThrough() {
        var running = operations.awaitRunState("running"::equals, LIMIT);
        peer.answer("{\"status\": \"of-a-later-time\"}");
        assertFalse(running.isDone());
        peer.event("SOMETHING");
        peer.answer("{\"status\": \"running\"}");

        assertEquals("running", result(running));
    }

    @Test
    void aStateThatNoEventTellsIsSeen() {
        var arrived = operations.awaitRunState("paused"::equals, LIMIT);
        peer.answer("{\"status\": \"inmigrate\"}");
        peer.pass(Duration.ofSeconds(1));
        peer.answer("{\"status\": \"paused\"}");

        assertEquals("paused", result(arrived));
    }

    @Test
    void anAnswerThatMayBeTooOldIsAskedForAgain() {
        var running = operations.awaitRunState("running"::equals, LIMIT);
        QmpObject question = peer.next();
        peer.event("RESUME");
        peer.answer(question, "{\"status\": \"paused\"}");
        peer.answer("{\"status\": \"running\"}");

        assertTrue(running.isDone());
    }

    @Test
    void anErrorDecides() {
        var down = operations.shutDown(LIMIT);
        peer.refuse("GenericError", "not now");

        failure(CommandFailedException.class, down);
    }

    @Test
    void theEndOfTheConnectionDecides() {
        var down = operations.shutDown(LIMIT);
        var quit = operations.quit(LIMIT);
        peer.next();
        peer.close();

        failure(ConnectionLostException.class, down);
        assertEquals(Nothing.NOTHING, result(quit));
        failure(WrongStateException.class, operations.reset(LIMIT));
    }

    @Test
    void whoClosesTheClientHasNotEndedTheMachine() {
        var quit = operations.quit(LIMIT);
        client.close();
        peer.loop.runPending();

        failure(ConnectionLostException.class, quit);
        failure(WrongStateException.class, operations.quit(LIMIT));
    }

    @Test
    void aQuestionThatIsNotAnsweredIsAskedAgain() {
        var migrated = operations.migrate(QmpObject.EMPTY, Duration.ofHours(1), progress::add);
        peer.answer("{}");
        peer.pass(Duration.ofMillis(500));
        peer.next();
        peer.pass(Duration.ofSeconds(31));
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"completed\"}");

        assertTrue(migrated.isDone());
    }

    @Test
    void aCommandThatIsNotAnsweredMayBeCarriedOutStill() {
        var migrated = operations.migrate(QmpObject.EMPTY, Duration.ofHours(1), progress::add);
        peer.next();
        peer.pass(Duration.ofSeconds(31));
        assertFalse(migrated.isDone());
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"completed\"}");

        assertTrue(migrated.isDone());
    }

    @Test
    void timeDecides() {
        var down = operations.shutDown(LIMIT);
        peer.answer("{}");
        peer.answer("{}");
        peer.pass(LIMIT);

        var failure = failure(CommandTimeoutException.class, down);
        assertTrue(failure.getMessage().contains("the guest did not shut down"), failure.getMessage());
        assertEquals(0, peer.loop.timers());
    }

    @Test
    void aFunctionThatThrowsDecides() {
        CompletableFuture<String> odd = Operation.<String>on(client)
                .event(event -> {
                    throw new IllegalStateException("on purpose");
                })
                .start("x", QmpObject.EMPTY);
        peer.event("E");

        failure(IllegalStateException.class, odd);
    }

    @Test
    void whoLooksAwayIsNotAskedFor() {
        CompletableFuture<String> operation = Operation.<String>on(client)
                .queryEvery(Duration.ofSeconds(1), "query-x", QmpObject.EMPTY, state -> Optional.empty())
                .start("x", QmpObject.EMPTY);
        peer.answer("{}");
        operation.cancel(false);
        peer.pass(LIMIT);

        assertEquals(List.of(), peer.requested());
    }

    @Test
    void aJobIsReadAndDismissed() {
        var job = job();
        QmpObject request = peer.next();
        jobIs("created");
        peer.answer(request, "{}");
        answerJobs(
                "[{\"id\": \"other\"}, {\"id\": \"job0\", \"status\": \"running\", \"current-progress\": 1, \"total-progress\": 2}]");
        jobIs("concluded");
        answerJobs("[{\"id\": \"job0\", \"status\": \"concluded\", \"current-progress\": 2, \"total-progress\": 2}]");
        assertFalse(job.isDone());
        assertEquals("job-dismiss", ScriptedPeer.name(peer.answer("{}")));

        assertEquals(Nothing.NOTHING, result(job));
        assertEquals(List.of(new Progress(1, 2), new Progress(2, 2)), progress);
        assertEquals(List.of(), peer.requested());
    }

    @Test
    void aJobThatIsGoneBeforeItsDismissalIsAnsweredHasEnded() {
        var job = job();
        peer.answer("{}");
        jobIs("concluded");
        answerJobs("[{\"id\": \"job0\", \"status\": \"concluded\"}]");
        assertFalse(job.isDone());
        jobIs("null");

        assertEquals(Nothing.NOTHING, result(job));
    }

    @Test
    void aJobThatSomebodyElseDismissedHasEnded() {
        var job = job();
        peer.answer("{}");
        jobIs("concluded");
        answerJobs("[{\"id\": \"job0\", \"status\": \"concluded\", \"error\": \"No space\"}]");
        peer.refuse("GenericError", "Job not found");
        assertFalse(job.isDone());
        peer.pass(Duration.ofSeconds(1));
        answerJobs("[]");

        assertEquals(
                "No space", failure(CommandFailedException.class, job).error().desc());
    }

    @Test
    void whatIsSaidOfAJobBeforeIsNotSaidOfTheNextOneOfItsId() {
        var job = job();
        QmpObject request = peer.next();
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\", \"error\": \"of the old one\"}");
        jobIs("concluded");
        jobIs("null");
        assertFalse(job.isDone());
        jobIs("created");
        peer.answer(request, "{}");
        assertFalse(job.isDone());
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\"}");
        jobIs("null");

        assertEquals(Nothing.NOTHING, result(job));
    }

    @Test
    void nobodyElsesJobIsTouchedBeforeTheOwnOneIsThere() {
        job();
        QmpObject request = peer.next();
        jobIs("concluded");
        jobIs("created");
        assertEquals(List.of(), peer.requested());
        peer.answer(request, "{}");

        assertEquals(List.of("query-jobs"), peer.requested());
    }

    @Test
    void aJobMayEndBeforeItsCommandIsAnswered() {
        var good = job();
        QmpObject request = peer.next();
        for (String status : List.of("created", "running", "waiting", "pending", "concluded", "null")) {
            jobIs(status);
        }
        assertFalse(good.isDone());
        peer.answer(request, "{}");
        assertEquals(Nothing.NOTHING, result(good));

        var bad = job();
        request = peer.next();
        for (String status : List.of("created", "running", "aborting", "concluded", "null")) {
            jobIs(status);
        }
        peer.answer(request, "{}");
        failure(CommandFailedException.class, bad);
    }

    @Test
    void aJobIsFoundThoughItsCommandIsNotAnswered() {
        var job = operations.runJob("x", QmpObject.EMPTY, "job0", Duration.ofHours(3), progress::add);
        peer.next();
        peer.pass(Duration.ofSeconds(60));
        peer.pass(Duration.ofSeconds(1));
        peer.answer("[{\"id\": \"job0\", \"status\": \"concluded\"}]");
        assertFalse(job.isDone());
        peer.answer("{}");

        assertEquals(Nothing.NOTHING, result(job));
    }

    /** Pauses on an error, and decides each time. */
    private final class Deciding implements JobListener {
        private final List<JobPause> pauses = new ArrayList<>();
        private final JobPause.Choice choice;

        Deciding(JobPause.Choice choice) {
            this.choice = choice;
        }

        @Override
        public void progress(Progress far) {
            progress.add(far);
        }

        @Override
        public JobPause.Choice paused(JobPause pause) {
            pauses.add(pause);
            return choice;
        }
    }

    private CompletableFuture<Nothing> pausedJob(JobListener listener) {
        var job = operations.runJob("blockdev-mirror", QmpObject.EMPTY, "job0", LIMIT, listener);
        peer.answer("{}");
        pauseOnError();
        return job;
    }

    private void pauseOnError() {
        peer.event("BLOCK_JOB_ERROR", "{\"device\": \"job0\", \"operation\": \"write\", \"action\": \"stop\"}");
        jobIs("paused");
        answerJobs("[{\"id\": \"job0\", \"status\": \"paused\"}]");
    }

    @Test
    void aJobThatPausesOnAnErrorFailsUnlessSaidOtherwise() {
        var failure = failure(CommandFailedException.class, pausedJob(progress::add));

        assertEquals("the job job0 has paused on a write error", failure.error().desc());
    }

    @Test
    void aPausedJobMayBeWaitedFor() {
        Deciding listener = new Deciding(JobPause.Choice.WAIT);
        var job = pausedJob(listener);
        answerJobs("[{\"id\": \"job0\", \"status\": \"paused\"}]");
        assertFalse(job.isDone());
        peer.pass(Duration.ofSeconds(1));
        answerJobs("[{\"id\": \"job0\", \"status\": \"paused\"}]");
        assertEquals(List.of(new JobPause("job0", Optional.of("write"))), listener.pauses);
        jobIs("running");
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        jobIs("paused");
        answerJobs("[{\"id\": \"job0\", \"status\": \"paused\"}]");

        assertEquals(new JobPause("job0", Optional.empty()), listener.pauses.get(1));
        assertFalse(job.isDone());
    }

    @Test
    void aPausedJobMayBeResumedAgainAndAgain() {
        Deciding listener = new Deciding(JobPause.Choice.RESUME);
        var job = pausedJob(listener);
        assertEquals("job-resume", ScriptedPeer.name(peer.answer("{}")));
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        pauseOnError();
        assertEquals("job-resume", ScriptedPeer.name(peer.answer("{}")));
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\"}");
        jobIs("null");

        assertEquals(2, listener.pauses.size());
        assertEquals(Nothing.NOTHING, result(job));
    }

    @Test
    void anErrorThatIsIgnoredIsNoPause() {
        Deciding listener = new Deciding(JobPause.Choice.FAIL);
        var job = operations.runJob("blockdev-mirror", QmpObject.EMPTY, "job0", LIMIT, listener);
        peer.answer("{}");
        peer.event("BLOCK_JOB_ERROR", "{\"device\": \"job0\", \"operation\": \"read\", \"action\": \"ignore\"}");
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");

        assertFalse(job.isDone());
        assertEquals(List.of(), listener.pauses);
    }

    @Test
    void aTypedCommandStartsAJob() {
        var job = operations.runJob(new TestCommands.Echo("x", null), "job0", LIMIT, progress::add);
        assertEquals("echo", ScriptedPeer.name(peer.answer("{\"text\": \"x\"}")));
        jobIs("concluded");
        answerJobs("[{\"id\": \"job0\", \"status\": \"concluded\", \"error\": \"No space\"}]");
        peer.answer("{}");

        assertEquals(
                "echo: GenericError: No space",
                failure(CommandFailedException.class, job).getMessage());
    }

    @Test
    void whateverAFunctionThrowsEndsItsOperationAlone() {
        AssertionError error = new AssertionError("on purpose");
        List<CompletableFuture<String>> operations = List.of(
                Operation.<String>on(client)
                        .event(event -> {
                            throw error;
                        })
                        .start("x", QmpObject.EMPTY),
                Operation.<String>on(client)
                        .askAfter(event -> {
                            throw error;
                        })
                        .query("query-x", QmpObject.EMPTY, state -> Optional.empty())
                        .start("x", QmpObject.EMPTY));
        var job = this.operations.runJob("x", QmpObject.EMPTY, "job0", LIMIT, far -> {
            throw error;
        });
        var other = this.operations.shutDown(LIMIT);
        peer.event("E");
        for (CompletableFuture<String> operation : operations) {
            assertEquals(error, failure(AssertionError.class, operation));
        }
        peer.next();
        peer.next();
        assertEquals("x", ScriptedPeer.name(peer.answer("{}")));
        assertEquals("system_powerdown", ScriptedPeer.name(peer.next()));
        jobIs("running");
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        assertEquals(error, failure(AssertionError.class, job));
        peer.event("SHUTDOWN", "{}");
        assertTrue(other.isDone());
    }

    @Test
    void aJobIsTakenFurtherByHand() {
        job();
        peer.answer("{}");
        jobIs("ready");
        answerJobs("[{\"id\": \"job0\", \"status\": \"ready\"}]");
        assertEquals("job-complete", ScriptedPeer.name(peer.answer("{}")));
        jobIs("pending");
        answerJobs("[{\"id\": \"job0\", \"status\": \"pending\"}]");

        assertEquals("job-finalize", ScriptedPeer.name(peer.answer("{}")));
    }

    @Test
    void aJobMayFail() {
        var job = job();
        peer.answer("{}");
        jobIs("concluded");
        answerJobs("[{\"id\": \"job0\", \"status\": \"concluded\", \"error\": \"No space\"}]");
        peer.answer("{}");

        assertEquals(
                "No space", failure(CommandFailedException.class, job).error().desc());
    }

    @Test
    void aBlockJobThatVanishesHasToldHowItEnded() {
        var good = job();
        peer.answer("{}");
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\", \"len\": 1, \"offset\": 1}");
        jobIs("null");
        assertEquals(Nothing.NOTHING, result(good));
        peer.answer("[]");

        var bad = job();
        peer.answer("{}");
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\", \"error\": \"No space\"}");
        jobIs("null");
        assertEquals(
                "No space", failure(CommandFailedException.class, bad).error().desc());
    }

    @Test
    void aJobThatVanishesWithoutAWordIsReported() {
        var job = job();
        peer.answer("{}");
        jobIs("running");
        answerJobs("[]");

        failure(WrongStateException.class, job);
    }

    @Test
    void aGuestMayRefuseToLetADeviceGo() {
        var gone = operations.unplug("d0", LIMIT);
        QmpObject request = peer.answer("{}");
        assertEquals(QmpObject.of("id", QmpValue.of("d0")), request.get("arguments"));
        peer.event("DEVICE_DELETED", "{\"device\": \"other\", \"path\": \"/x\"}");
        assertFalse(gone.isDone());
        peer.event("DEVICE_UNPLUG_GUEST_ERROR", "{\"device\": \"d0\", \"path\": \"/x\"}");

        failure(CommandFailedException.class, gone);
    }

    @Test
    void theListOfDevicesTellsIfNoEventDoes() {
        var gone = operations.unplug("d0", LIMIT);
        peer.answer("{}");
        peer.pass(Duration.ofSeconds(1));
        peer.answer("[{\"name\": \"d0\", \"type\": \"child<x>\"}]");
        assertFalse(gone.isDone());
        peer.pass(Duration.ofSeconds(1));
        peer.answer("[{\"name\": \"type\", \"type\": \"string\"}]");

        assertEquals(QmpObject.EMPTY, result(gone));
    }

    @Test
    void aMigrationShowsItsProgress() {
        var migrated = operations.migrate(QmpObject.EMPTY, LIMIT, progress::add);
        peer.answer("{}");
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"of-a-later-time\", \"ram\": {\"total\": 10, \"remaining\": 4}}");
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"completed\"}");

        assertEquals("completed", result(migrated).string("status").orElseThrow());
        assertEquals(List.of(new Progress(6, 10)), progress);
    }

    @Test
    void aCommandThatTimesOutUnsentFailsItsOperation() {
        for (int i = 0; i < 8; i++) {
            client.execute("stuck", QmpObject.EMPTY);
        }
        var never = Operation.<Nothing>on(client)
                .query("query-status", QmpObject.EMPTY, state -> Optional.empty())
                .within(Duration.ofHours(9), "it did not end")
                .start("stop", QmpObject.EMPTY);
        peer.pass(CommandLimits.shipped().of("stop").hard());

        assertTrue(failure(CommandTimeoutException.class, never).notSent());
        assertFalse(peer.requested().contains("stop"));
    }
}

package io.qmp.client.operation;

import static io.qmp.client.Expect.failure;
import static io.qmp.client.Expect.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.Clients;
import io.qmp.client.CommandLimits;
import io.qmp.client.QmpClient;
import io.qmp.client.TestCommands;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = Clients.running(peer, QmpClient.builder());
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
        assertThat(ScriptedPeer.name(peer.answer(jobs))).isEqualTo("query-jobs");
    }

    @Test
    void anEventBeforeTheReplyDecides() {
        var down = operations.shutDown(LIMIT);
        QmpObject request = peer.next();
        assertThat(ScriptedPeer.name(request)).isEqualTo("system_powerdown");
        peer.event("POWERDOWN");
        assertThat(down.isDone()).isFalse();
        peer.event("SHUTDOWN", "{\"guest\": true, \"reason\": \"guest-shutdown\"}");

        assertThat(result(down).string("reason").orElseThrow()).isEqualTo("guest-shutdown");
        peer.answer(request, "{}");
        assertThat(peer.requested()).isEmpty();
    }

    @Test
    void whatIsWatchedFromBeforeTheConnectionMissesNothing() {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        ScriptedPeer other = new ScriptedPeer();
        List<CompletableFuture<String>> watched = connecting(other, ready);
        other.send(ScriptedPeer.GREETING);
        other.event("EARLY");
        assertThat(result(watched.get(0))).isEqualTo("EARLY");

        other.answer("{}");
        ready.complete(null);
        assertThat(ScriptedPeer.name(other.answer("{}"))).isEqualTo("query-status");
        other.close();
        assertThat(result(watched.get(1))).isEqualTo("lost");
    }

    @Test
    void aConnectionThatIsNotMadeIsNoneThatIsLost() {
        ScriptedPeer other = new ScriptedPeer();
        List<CompletableFuture<String>> watched = connecting(other, new CompletableFuture<>());
        other.send(ScriptedPeer.GREETING);
        other.close();

        failure(NegotiationException.class, watched.get(1));
        assertThat(watched.get(0)).isCompletedExceptionally();
    }

    /** Watches for two events, and the loss of the connection, from before it is made. */
    private static List<CompletableFuture<String>> connecting(ScriptedPeer peer, CompletableFuture<Void> ready) {
        List<CompletableFuture<String>> watched = new ArrayList<>();
        QmpClient.builder()
                .beforeConnecting(unconnected -> {
                    for (String wanted : List.of("EARLY", "LATE")) {
                        watched.add(Operation.<String>on(unconnected)
                                .event(event -> Optional.of(event.name()).filter(wanted::equals))
                                .query("query-status", QmpObject.EMPTY, answer -> Optional.empty())
                                .loss(cause -> Optional.of("lost"))
                                .watchFrom(ready));
                    }
                })
                .over(peer.connection());
        return watched;
    }

    @Test
    void aStateDecides() {
        var down = operations.shutDown(LIMIT);
        peer.answer("{}");
        assertThat(ScriptedPeer.name(peer.answer("{\"status\": \"shutdown\"}"))).isEqualTo("query-status");

        assertThat(result(down)).isEqualTo(QmpObject.EMPTY);
    }

    @Test
    void statesThatNobodyKnowsAreWaitedThrough() {
        var running = operations.awaitRunState("running"::equals, LIMIT);
        peer.answer("{\"status\": \"of-a-later-time\"}");
        assertThat(running.isDone()).isFalse();
        peer.event("SOMETHING");
        peer.answer("{\"status\": \"running\"}");

        assertThat(result(running)).isEqualTo("running");
    }

    @Test
    void aStateThatNoEventTellsIsSeen() {
        var arrived = operations.awaitRunState("paused"::equals, LIMIT);
        peer.answer("{\"status\": \"inmigrate\"}");
        peer.pass(Duration.ofSeconds(1));
        peer.answer("{\"status\": \"paused\"}");

        assertThat(result(arrived)).isEqualTo("paused");
    }

    @Test
    void anAnswerThatMayBeTooOldIsAskedForAgain() {
        var running = operations.awaitRunState("running"::equals, LIMIT);
        QmpObject question = peer.next();
        peer.event("RESUME");
        peer.answer(question, "{\"status\": \"paused\"}");
        peer.answer("{\"status\": \"running\"}");

        assertThat(running.isDone()).isTrue();
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
        assertThat(result(quit)).isEqualTo(Nothing.NOTHING);
        failure(WrongStateException.class, operations.reset(LIMIT));
    }

    @Test
    void whoClosesTheClientHasNotEndedTheMachine() {
        var quit = operations.quit(LIMIT);
        client.close();
        peer.loop().runPending();

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

        assertThat(migrated.isDone()).isTrue();
    }

    @Test
    void aMigrationThatFailsOrLoadsDevicesIsStillUnderWay() {
        var migrated = operations.migrate(QmpObject.EMPTY, Duration.ofHours(1), progress::add);
        peer.answer("{}");
        for (String status : new String[] {"postcopy-device", "failing"}) {
            peer.pass(Duration.ofMillis(500));
            peer.answer("{\"status\": \"" + status + "\"}");
            assertThat(migrated.isDone()).as(status).isFalse();
        }
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"failed\", \"error-desc\": \"no space\"}");

        assertThat(failure(CommandFailedException.class, migrated).error().desc())
                .isEqualTo("no space");
    }

    @Test
    void aCommandThatIsNotAnsweredMayBeCarriedOutStill() {
        var migrated = operations.migrate(QmpObject.EMPTY, Duration.ofHours(1), progress::add);
        peer.next();
        peer.pass(Duration.ofSeconds(31));
        assertThat(migrated.isDone()).isFalse();
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"completed\"}");

        assertThat(migrated.isDone()).isTrue();
    }

    @Test
    void timeDecides() {
        var down = operations.shutDown(LIMIT);
        peer.answer("{}");
        peer.answer("{}");
        peer.pass(LIMIT);

        var failure = failure(CommandTimeoutException.class, down);
        assertThat(failure.getMessage().contains("the guest did not shut down"))
                .as(failure.getMessage())
                .isTrue();
        assertThat(peer.loop().timers()).isEqualTo(0);
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

        assertThat(peer.requested()).isEmpty();
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
        assertThat(job.isDone()).isFalse();
        assertThat(ScriptedPeer.name(peer.answer("{}"))).isEqualTo("job-dismiss");

        assertThat(result(job)).isEqualTo(Nothing.NOTHING);
        assertThat(progress).isEqualTo(List.of(new Progress(1, 2), new Progress(2, 2)));
        assertThat(peer.requested()).isEmpty();
    }

    @Test
    void aJobThatIsGoneBeforeItsDismissalIsAnsweredHasEnded() {
        var job = job();
        peer.answer("{}");
        jobIs("concluded");
        answerJobs("[{\"id\": \"job0\", \"status\": \"concluded\"}]");
        assertThat(job.isDone()).isFalse();
        jobIs("null");

        assertThat(result(job)).isEqualTo(Nothing.NOTHING);
    }

    @Test
    void aJobThatSomebodyElseDismissedHasEnded() {
        var job = job();
        peer.answer("{}");
        jobIs("concluded");
        answerJobs("[{\"id\": \"job0\", \"status\": \"concluded\", \"error\": \"No space\"}]");
        peer.refuse("GenericError", "Job not found");
        assertThat(job.isDone()).isFalse();
        peer.pass(Duration.ofSeconds(1));
        answerJobs("[]");

        assertThat(failure(CommandFailedException.class, job).error().desc()).isEqualTo("No space");
    }

    @Test
    void whatIsSaidOfAJobBeforeIsNotSaidOfTheNextOneOfItsId() {
        var job = job();
        QmpObject request = peer.next();
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\", \"error\": \"of the old one\"}");
        jobIs("concluded");
        jobIs("null");
        assertThat(job.isDone()).isFalse();
        jobIs("created");
        peer.answer(request, "{}");
        assertThat(job.isDone()).isFalse();
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\"}");
        jobIs("null");

        assertThat(result(job)).isEqualTo(Nothing.NOTHING);
    }

    @Test
    void nobodyElsesJobIsTouchedBeforeTheOwnOneIsThere() {
        job();
        QmpObject request = peer.next();
        jobIs("concluded");
        jobIs("created");
        assertThat(peer.requested()).isEmpty();
        peer.answer(request, "{}");

        assertThat(peer.requested()).isEqualTo(List.of("query-jobs"));
    }

    @Test
    void aJobMayEndBeforeItsCommandIsAnswered() {
        var good = job();
        QmpObject request = peer.next();
        for (String status : List.of("created", "running", "waiting", "pending", "concluded", "null")) {
            jobIs(status);
        }
        assertThat(good.isDone()).isFalse();
        peer.answer(request, "{}");
        assertThat(result(good)).isEqualTo(Nothing.NOTHING);

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
        assertThat(job.isDone()).isFalse();
        peer.answer("{}");

        assertThat(result(job)).isEqualTo(Nothing.NOTHING);
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

        assertThat(failure.error().desc()).isEqualTo("the job job0 has paused on a write error");
    }

    @Test
    void aPausedJobMayBeWaitedFor() {
        Deciding listener = new Deciding(JobPause.Choice.WAIT);
        var job = pausedJob(listener);
        answerJobs("[{\"id\": \"job0\", \"status\": \"paused\"}]");
        assertThat(job.isDone()).isFalse();
        peer.pass(Duration.ofSeconds(1));
        answerJobs("[{\"id\": \"job0\", \"status\": \"paused\"}]");
        assertThat(listener.pauses).isEqualTo(List.of(new JobPause("job0", Optional.of("write"))));
        jobIs("running");
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        jobIs("paused");
        answerJobs("[{\"id\": \"job0\", \"status\": \"paused\"}]");

        assertThat(listener.pauses.get(1)).isEqualTo(new JobPause("job0", Optional.empty()));
        assertThat(job.isDone()).isFalse();
    }

    @Test
    void aPausedJobMayBeResumedAgainAndAgain() {
        Deciding listener = new Deciding(JobPause.Choice.RESUME);
        var job = pausedJob(listener);
        assertThat(ScriptedPeer.name(peer.answer("{}"))).isEqualTo("job-resume");
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        pauseOnError();
        assertThat(ScriptedPeer.name(peer.answer("{}"))).isEqualTo("job-resume");
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\"}");
        jobIs("null");

        assertThat(listener.pauses.size()).isEqualTo(2);
        assertThat(result(job)).isEqualTo(Nothing.NOTHING);
    }

    @Test
    void anErrorThatIsIgnoredIsNoPause() {
        Deciding listener = new Deciding(JobPause.Choice.FAIL);
        var job = operations.runJob("blockdev-mirror", QmpObject.EMPTY, "job0", LIMIT, listener);
        peer.answer("{}");
        peer.event("BLOCK_JOB_ERROR", "{\"device\": \"job0\", \"operation\": \"read\", \"action\": \"ignore\"}");
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");

        assertThat(job.isDone()).isFalse();
        assertThat(listener.pauses).isEmpty();
    }

    @Test
    void aTypedCommandStartsAJob() {
        var job = operations.runJob(new TestCommands.Echo("x", null), "job0", LIMIT, progress::add);
        assertThat(ScriptedPeer.name(peer.answer("{\"text\": \"x\"}"))).isEqualTo("echo");
        jobIs("concluded");
        answerJobs("[{\"id\": \"job0\", \"status\": \"concluded\", \"error\": \"No space\"}]");
        peer.answer("{}");

        assertThat(failure(CommandFailedException.class, job).getMessage()).isEqualTo("echo: GenericError: No space");
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
            assertThat(failure(AssertionError.class, operation)).isEqualTo(error);
        }
        peer.next();
        peer.next();
        assertThat(ScriptedPeer.name(peer.answer("{}"))).isEqualTo("x");
        assertThat(ScriptedPeer.name(peer.next())).isEqualTo("system_powerdown");
        jobIs("running");
        answerJobs("[{\"id\": \"job0\", \"status\": \"running\"}]");
        assertThat(failure(AssertionError.class, job)).isEqualTo(error);
        peer.event("SHUTDOWN", "{}");
        assertThat(other.isDone()).isTrue();
    }

    @Test
    void aJobIsTakenFurtherByHand() {
        job();
        peer.answer("{}");
        jobIs("ready");
        answerJobs("[{\"id\": \"job0\", \"status\": \"ready\"}]");
        assertThat(ScriptedPeer.name(peer.answer("{}"))).isEqualTo("job-complete");
        jobIs("pending");
        answerJobs("[{\"id\": \"job0\", \"status\": \"pending\"}]");

        assertThat(ScriptedPeer.name(peer.answer("{}"))).isEqualTo("job-finalize");
    }

    @Test
    void aJobMayFail() {
        var job = job();
        peer.answer("{}");
        jobIs("concluded");
        answerJobs("[{\"id\": \"job0\", \"status\": \"concluded\", \"error\": \"No space\"}]");
        peer.answer("{}");

        assertThat(failure(CommandFailedException.class, job).error().desc()).isEqualTo("No space");
    }

    @Test
    void aBlockJobThatVanishesHasToldHowItEnded() {
        var good = job();
        peer.answer("{}");
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\", \"len\": 1, \"offset\": 1}");
        jobIs("null");
        assertThat(result(good)).isEqualTo(Nothing.NOTHING);
        peer.answer("[]");

        var bad = job();
        peer.answer("{}");
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\", \"error\": \"No space\"}");
        jobIs("null");
        assertThat(failure(CommandFailedException.class, bad).error().desc()).isEqualTo("No space");
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
        assertThat(request.get("arguments")).isEqualTo(QmpObject.of("id", QmpValue.of("d0")));
        peer.event("DEVICE_DELETED", "{\"device\": \"other\", \"path\": \"/x\"}");
        assertThat(gone.isDone()).isFalse();
        peer.event("DEVICE_UNPLUG_GUEST_ERROR", "{\"device\": \"d0\", \"path\": \"/x\"}");

        failure(CommandFailedException.class, gone);
    }

    @Test
    void theListOfDevicesTellsIfNoEventDoes() {
        var gone = operations.unplug("d0", LIMIT);
        peer.answer("{}");
        peer.pass(Duration.ofSeconds(1));
        peer.answer("[{\"name\": \"d0\", \"type\": \"child<x>\"}]");
        assertThat(gone.isDone()).isFalse();
        peer.pass(Duration.ofSeconds(1));
        peer.answer("[{\"name\": \"type\", \"type\": \"string\"}]");

        assertThat(result(gone)).isEqualTo(QmpObject.EMPTY);
    }

    @Test
    void aMigrationShowsItsProgress() {
        var migrated = operations.migrate(QmpObject.EMPTY, LIMIT, progress::add);
        peer.answer("{}");
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"of-a-later-time\", \"ram\": {\"total\": 10, \"remaining\": 4}}");
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"completed\"}");

        assertThat(result(migrated).string("status").orElseThrow()).isEqualTo("completed");
        assertThat(progress).isEqualTo(List.of(new Progress(6, 10)));
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

        assertThat(failure(CommandTimeoutException.class, never).notSent()).isTrue();
        assertThat(peer.requested().contains("stop")).isFalse();
    }
}

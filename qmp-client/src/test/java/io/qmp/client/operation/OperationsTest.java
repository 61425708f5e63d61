package io.qmp.client.operation;

import static io.qmp.client.Expect.failure;
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
import io.qmp.client.QmpClient;
import io.qmp.client.ScriptedPeer;
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

        assertEquals("guest-shutdown", down.join().string("reason").orElseThrow());
        peer.answer(request, "{}");
        assertEquals(List.of(), peer.requested());
    }

    @Test
    void aStateDecides() {
        var down = operations.shutDown(LIMIT);
        peer.answer("{}");
        assertEquals("query-status", ScriptedPeer.name(peer.answer("{\"status\": \"shutdown\"}")));

        assertEquals(QmpObject.EMPTY, down.join());
    }

    @Test
    void statesThatNobodyKnowsAreWaitedThrough() {
        var running = operations.awaitRunState("running"::equals, LIMIT);
        peer.answer("{\"status\": \"of-a-later-time\"}");
        assertFalse(running.isDone());
        peer.event("SOMETHING");
        peer.answer("{\"status\": \"running\"}");

        assertEquals("running", running.join());
    }

    @Test
    void aStateThatNoEventTellsIsSeen() {
        var arrived = operations.awaitRunState("paused"::equals, LIMIT);
        peer.answer("{\"status\": \"inmigrate\"}");
        peer.pass(Duration.ofSeconds(1));
        peer.answer("{\"status\": \"paused\"}");

        assertEquals("paused", arrived.join());
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
        assertEquals(Nothing.NOTHING, quit.join());
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

        assertEquals(Nothing.NOTHING, job.join());
        assertEquals(List.of(new Progress(1, 2), new Progress(2, 2)), progress);
        assertEquals(List.of("job-dismiss"), peer.requested());
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

        assertEquals(
                "No space", failure(CommandFailedException.class, job).error().desc());
    }

    @Test
    void aBlockJobThatVanishesHasToldHowItEnded() {
        var good = job();
        peer.answer("{}");
        peer.event("BLOCK_JOB_COMPLETED", "{\"device\": \"job0\", \"len\": 1, \"offset\": 1}");
        jobIs("null");
        assertEquals(Nothing.NOTHING, good.join());
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

        assertEquals(QmpObject.EMPTY, gone.join());
    }

    @Test
    void aMigrationShowsItsProgress() {
        var migrated = operations.migrate(QmpObject.EMPTY, LIMIT, progress::add);
        peer.answer("{}");
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"of-a-later-time\", \"ram\": {\"total\": 10, \"remaining\": 4}}");
        peer.pass(Duration.ofMillis(500));
        peer.answer("{\"status\": \"completed\"}");

        assertEquals("completed", migrated.join().string("status").orElseThrow());
        assertEquals(List.of(new Progress(6, 10)), progress);
    }
}

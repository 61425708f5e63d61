package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static io.qmp.client.Expect.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.client.operation.Operation;
import io.qmp.client.operation.Operations;
import io.qmp.client.operation.Progress;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Operations whose client loses its connection and makes another, to the same process or to its successor. */
class OperationsAcrossLossesTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String RUNNING = "{\"status\": \"running\"}";

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final ScriptedNetwork net = new ScriptedNetwork(loop);
    private final ScriptedPeer first = net.add(new ScriptedPeer(loop).process(1));
    private final QmpClient client = connect();
    private final Operations operations = Operations.of(client);
    private final List<Progress> progress = new ArrayList<>();

    private QmpClient connect() {
        var connecting = net.reconnectingClient();
        loop.runPending();
        negotiate(first, ScriptedPeer.GREETING);
        return connecting.join();
    }

    private static void negotiate(ScriptedPeer peer, String greeting) {
        peer.send(greeting);
        peer.answer("{}");
    }

    /** Ends the first connection; a process of this number answers at the second. */
    private ScriptedPeer reconnect(long pid) {
        return reconnect(pid, ScriptedPeer.GREETING);
    }

    private ScriptedPeer reconnect(long pid, String greeting) {
        first.close();
        ScriptedPeer second = net.add(new ScriptedPeer(loop).process(pid));
        loop.advance(Duration.ofSeconds(1));
        negotiate(second, greeting);
        loop.advance(Duration.ofSeconds(1));
        return second;
    }

    private CompletableFuture<Nothing> job() {
        return operations.runJob("blockdev-create", QmpObject.EMPTY, "job0", LIMIT, progress::add);
    }

    @Test
    void aMachineWhoseSuccessorAnswersHasShutDown() {
        var down = operations.shutDown(LIMIT);
        first.answer("{}");
        ScriptedPeer second = reconnect(2);
        assertThat(down.isDone()).isFalse();
        second.answer(RUNNING);

        assertThat(result(down)).isEqualTo(QmpObject.EMPTY);
        loop.advance(LIMIT);
        assertThat(second.requested()).isEmpty();
    }

    @Test
    void aSuccessorIsKnownByItsGreetingToo() {
        var down = operations.shutDown(LIMIT);
        first.answer("{}");
        reconnect(1, ScriptedPeer.GREETING.replace("13", "14")).answer(RUNNING);

        assertThat(result(down)).isEqualTo(QmpObject.EMPTY);
    }

    @Test
    void aShutDownThatNothingTellsOfFails() {
        var down = operations.shutDown(LIMIT);
        first.answer("{}");
        reconnect(1).answer(RUNNING);

        failure(ConnectionLostException.class, down);
    }

    @Test
    void aShutDownIsSeenAfterTheLoss() {
        var down = operations.shutDown(LIMIT);
        first.next(); // and not answered
        reconnect(1).answer("{\"status\": \"shutdown\"}");

        assertThat(result(down)).isEqualTo(QmpObject.EMPTY);
    }

    @Test
    void nothingIsSentTwice() {
        operations.shutDown(LIMIT);
        ScriptedPeer second = reconnect(1);

        assertThat(second.requested()).isEqualTo(List.of("query-status"));
    }

    @Test
    void aResetThatWasNotSeenFailsAtOnce() {
        var reset = operations.reset(LIMIT);
        first.answer("{}");
        first.close();

        failure(ConnectionLostException.class, reset);
    }

    @Test
    void aQuitEndsWithTheLoss() {
        var quit = operations.quit(LIMIT);
        first.next();
        first.close();

        assertThat(result(quit)).isEqualTo(Nothing.NOTHING);
    }

    @Test
    void aJobGoesOnWhereItIsListed() {
        var job = job();
        first.answer("{}");
        ScriptedPeer second = reconnect(1);
        second.answer("[{\"id\": \"job0\", \"status\": \"running\"}]");
        assertThat(job.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(1));
        second.answer("[{\"id\": \"job0\", \"status\": \"concluded\"}]");
        assertThat(ScriptedPeer.name(second.answer("{}"))).isEqualTo("job-dismiss");

        assertThat(result(job)).isEqualTo(Nothing.NOTHING);
    }

    @Test
    void aJobWhoseCommandWasNotAnsweredGoesOnWhereItIsListed() {
        var job = job();
        first.next();
        ScriptedPeer second = reconnect(1);
        second.answer("[{\"id\": \"job0\", \"status\": \"concluded\"}]");
        second.answer("{}");

        assertThat(result(job)).isEqualTo(Nothing.NOTHING);
    }

    @Test
    void aJobThatIsNotListedFails() {
        var job = job();
        first.next();
        reconnect(1).answer("[]");

        failure(ConnectionLostException.class, job);
    }

    @Test
    void aJobThatEndedBetweenTheConnectionsIsReported() {
        var job = job();
        first.answer("{}");
        first.event("JOB_STATUS_CHANGE", "{\"id\": \"job0\", \"status\": \"running\"}");
        reconnect(1).answer("[]");

        failure(WrongStateException.class, job);
    }

    @Test
    void aJobOfTheSuccessorIsNotTouched() {
        var job = job();
        first.answer("{}");
        ScriptedPeer second = reconnect(2);
        second.answer("[{\"id\": \"job0\", \"status\": \"concluded\"}]");

        failure(ConnectionLostException.class, job);
        loop.advance(LIMIT);
        assertThat(second.requested()).isEmpty();
    }

    @Test
    void aMigrationGoesOnWhereItIsKnown() {
        var migrated = operations.migrate(QmpObject.EMPTY, LIMIT, progress::add);
        first.answer("{}");
        ScriptedPeer second = reconnect(1);
        second.answer("{\"status\": \"active\"}");
        assertThat(migrated.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(1));
        second.answer("{\"status\": \"completed\"}");

        assertThat(migrated.isDone()).isTrue();
    }

    @Test
    void aMigrationThatNobodyKnowsFails() {
        var migrated = operations.migrate(QmpObject.EMPTY, LIMIT, progress::add);
        first.answer("{}");
        reconnect(1).answer("{}");

        failure(ConnectionLostException.class, migrated);
    }

    @Test
    void aDeviceThatIsStillThereMayNotGo() {
        var there = operations.unplug("d0", LIMIT);
        var gone = operations.unplug("d1", LIMIT);
        first.answer("{}");
        first.answer("{}");
        ScriptedPeer second = reconnect(1);
        second.answer("[{\"name\": \"d0\"}]");
        second.answer("[{\"name\": \"d0\"}]");

        failure(ConnectionLostException.class, there);
        assertThat(result(gone)).isEqualTo(QmpObject.EMPTY);
    }

    @Test
    void aStateIsWaitedForWhateverProcessComesToIt() {
        var running = operations.awaitRunState("running"::equals, LIMIT);
        first.answer("{\"status\": \"paused\"}");
        ScriptedPeer second = reconnect(2);
        second.answer("{\"status\": \"paused\"}");
        assertThat(running.isDone()).isFalse();
        loop.advance(Duration.ofSeconds(1));
        second.answer(RUNNING);

        assertThat(result(running)).isEqualTo("running");
    }

    @Test
    void anOperationWhoseClientGivesUpFails() {
        var down = operations.shutDown(LIMIT);
        first.answer("{}");
        first.close();
        assertThat(down.isDone()).isFalse();
        loop.advance(Duration.ofMinutes(2));

        failure(ConnectFailedException.class, down);
        assertThat(loop.timers()).isEqualTo(0);
    }

    @Test
    void itsTimeEndsAnOperationWithoutAConnection() {
        var down = operations.shutDown(Duration.ofSeconds(5));
        first.close();
        loop.advance(Duration.ofSeconds(5));

        failure(CommandTimeoutException.class, down);
    }

    @Test
    void whatIsStartedWithoutAConnectionIsNotSent() {
        first.close();

        failure(WrongStateException.class, started(operations.shutDown(LIMIT)));
        failure(WrongStateException.class, started(job()));
    }

    private <T> CompletableFuture<T> started(CompletableFuture<T> operation) {
        loop.runPending();
        return operation;
    }

    @Test
    void whatAFunctionThrowsAtALossEndsItsOperationAlone() {
        AssertionError error = new AssertionError("on purpose");
        CompletableFuture<String> thrown = Operation.<String>on(client)
                .loss(cause -> {
                    throw error;
                })
                .query("query-x", QmpObject.EMPTY, state -> Optional.empty())
                .start("x", QmpObject.EMPTY);
        CompletableFuture<String> recognizing = Operation.<String>on(client)
                .recognizedBy(state -> {
                    throw error;
                })
                .query("query-x", QmpObject.EMPTY, state -> Optional.empty())
                .start("x", QmpObject.EMPTY);
        reconnect(1).answer("{}");

        assertThat(failure(AssertionError.class, thrown)).isEqualTo(error);
        assertThat(failure(AssertionError.class, recognizing)).isEqualTo(error);
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }
}

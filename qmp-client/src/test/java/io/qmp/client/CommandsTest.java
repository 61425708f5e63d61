package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.BindingException;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final CountingMetrics metrics = new CountingMetrics();
    private final QmpClient client = ScriptedPeer.running(
            peer,
            QmpClient.builder()
                    .metrics(metrics)
                    .commandLimits(CommandLimits.shipped()
                            .withAll(new CommandLimit(Duration.ofSeconds(1), Duration.ofSeconds(10)))));

    @AfterEach
    void leavesNothingBehind() {
        client.close();
        peer.loop.runPending();
        assertEquals(ClientState.CLOSED, client.state());
        assertEquals(0, peer.loop.timers(), "timers left");
    }

    private CompletableFuture<QmpValue> execute(String command) {
        return client.execute(command, QmpObject.EMPTY);
    }

    @Test
    void returnsWhatThePeerReturns() {
        var name = client.execute("query-name", QmpObject.of("x", QmpValue.of(1)));
        QmpObject request = peer.answer("{\"name\": \"vm\"}");

        assertEquals("query-name", ScriptedPeer.name(request));
        assertEquals(QmpObject.of("x", QmpValue.of(1)), request.get("arguments"));
        assertEquals(QmpObject.of("name", QmpValue.of("vm")), name.join());
    }

    @Test
    void bindsTypedCommands() {
        var echo = client.execute(new TestCommands.Echo("a", null));
        QmpObject request = peer.answer("{\"text\": \"a\", \"later\": 1}");

        assertEquals(QmpObject.of("text", QmpValue.of("a")), request.get("arguments"));
        assertEquals(new TestCommands.Echoed("a"), echo.join());
    }

    @Test
    void failsIfTheAnswerDoesNotFitTheType() {
        var echo = client.execute(new TestCommands.Echo("a", null));
        peer.answer("[]");

        failure(BindingException.class, echo);
    }

    @Test
    void failsWithThePeersError() {
        var eject = client.execute("eject", QmpObject.of("id", QmpValue.of("x")));
        peer.refuse("DeviceNotFound", "Device 'x' not found");

        var failure = failure(CommandFailedException.class, eject);
        assertEquals("DeviceNotFound", failure.error().errorClass());
        assertEquals("eject", failure.command().orElseThrow());
        assertEquals(QmpObject.of("id", QmpValue.of("x")), failure.arguments());
        assertFalse(failure.getMessage().contains("id="), failure.getMessage());
    }

    @Test
    void answersMayOvertake() {
        var first = execute("first");
        var second = client.executeOutOfBand("second", QmpObject.EMPTY);
        QmpObject one = peer.next();
        QmpObject two = peer.next();
        assertTrue(two.string("exec-oob").isPresent());

        peer.answer(two, "2");
        assertTrue(second.isDone());
        assertFalse(first.isDone());
        peer.answer(one, "1");
        assertEquals(QmpValue.of(1), first.join());
    }

    @Test
    void noMoreThanEightAreUnanswered() {
        List<CompletableFuture<QmpValue>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(execute("command-" + i));
        }
        assertEquals(8, peer.requested().size());
        client.executeOutOfBand("urgent", QmpObject.EMPTY);
        assertEquals("urgent", peer.requested().get(8));

        for (int i = 0; i < 8; i++) {
            peer.answer("{}");
        }
        peer.answer("{}");
        for (int i = 8; i < 20; i++) {
            assertEquals("command-" + i, ScriptedPeer.name(peer.answer("{}")));
        }
        assertTrue(all.stream().allMatch(CompletableFuture::isDone));
    }

    @Test
    void whatWaitsCanBeCancelledAndIsNotSent() {
        for (int i = 0; i < 8; i++) {
            execute("command-" + i);
        }
        var waiting = execute("waiting");
        execute("next");
        waiting.cancel(false);
        for (int i = 0; i < 8; i++) {
            peer.answer("{}");
        }

        assertEquals(List.of("next"), peer.requested());
    }

    @Test
    void whatIsCancelledBeforeItsTurnIsNotSent() {
        execute("unwanted").cancel(false);
        execute("wanted");

        assertEquals(List.of("wanted"), peer.requested());
    }

    @Test
    void whatCannotBeWrittenFailsAlone() {
        QmpValue deep = QmpValue.of(1);
        for (int i = 0; i < 1_000_000; i++) {
            deep = QmpArray.of(deep);
        }
        var first = execute("first");
        var impossible = client.execute("impossible", QmpObject.of("deep", deep));
        var last = execute("last");
        peer.answer("{}");
        peer.answer("{}");

        failure(WrongStateException.class, impossible);
        assertTrue(first.isDone() && last.isDone());
    }

    @Test
    void oneTurnIsOneWrite() {
        execute("a");
        execute("b");
        execute("c");

        assertEquals(List.of("a", "b", "c"), peer.requested());
        assertEquals(1, peer.takeFlushes());
    }

    @Test
    void answersOfOneTurnAreOneWrite() {
        execute("a").thenRun(() -> execute("c"));
        execute("b").thenRun(() -> execute("d"));
        QmpObject a = peer.next();
        QmpObject b = peer.next();
        peer.takeFlushes();
        peer.send("{\"return\": {}, \"id\": " + a.get("id") + "}{\"return\": {}, \"id\": " + b.get("id") + "}\r\n");

        assertEquals(List.of("c", "d"), peer.requested());
        assertEquals(1, peer.takeFlushes());
    }

    @Test
    void executesInTheOrderOfEachThread() throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (String prefix : List.of("a", "b", "c")) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < 1000; i++) {
                    client.execute("x", QmpObject.of("n", QmpValue.of(prefix + i)), CallOptions.OUT_OF_BAND);
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> seen = new ArrayList<>();
        while (!peer.requested().isEmpty()) {
            QmpObject arguments = (QmpObject) peer.next().get("arguments");
            seen.add(arguments.string("n").orElseThrow());
        }

        assertEquals(3000, seen.size());
        for (String prefix : List.of("a", "b", "c")) {
            List<String> mine = seen.stream().filter(n -> n.startsWith(prefix)).toList();
            for (int i = 0; i < 1000; i++) {
                assertEquals(prefix + i, mine.get(i));
            }
        }
    }

    @Test
    void slowCommandsAreReportedOnceAndGivenUp() {
        var slow = execute("slow");
        peer.pass(Duration.ofMillis(999));
        assertEquals(List.of(), metrics.slow);
        peer.pass(Duration.ofMillis(1));
        assertEquals(List.of("slow"), metrics.slow);
        peer.pass(Duration.ofMillis(8999));
        assertFalse(slow.isDone());
        peer.pass(Duration.ofMillis(1));

        var failure = failure(CommandTimeoutException.class, slow);
        assertEquals("slow", failure.command());
        assertEquals(Duration.ofSeconds(10), failure.limit());
        assertEquals(List.of("slow"), metrics.slow);
        assertEquals(1, metrics.ended.get("slow TIMED_OUT"));
    }

    @Test
    void limitsOfACallCount() {
        var quick = client.execute("quick", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofMillis(100)));
        var patient =
                client.execute("patient", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofSeconds(20)));
        peer.pass(Duration.ofMillis(100));
        failure(CommandTimeoutException.class, quick);
        peer.pass(Duration.ofSeconds(19));
        assertFalse(patient.isDone());
        peer.pass(Duration.ofSeconds(1));
        failure(CommandTimeoutException.class, patient);
    }

    @Test
    void longCommandsHaveMoreTime() {
        var write = client.execute("guest-file-write", QmpObject.of("buf", QmpValue.of("x".repeat(1 << 20))));
        peer.pass(Duration.ofSeconds(19));
        assertFalse(write.isDone());
        peer.pass(Duration.ofSeconds(1));

        failure(CommandTimeoutException.class, write);
    }

    @Test
    void limitsMayBeOutOfSight() {
        var patient = client.execute(
                "patient", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofSeconds(Long.MAX_VALUE)));
        peer.pass(Duration.ofDays(1000));
        assertFalse(patient.isDone());
        peer.answer("{}");

        assertTrue(patient.isDone());
    }

    @Test
    void whatWaitsIsGivenUpToo() {
        for (int i = 0; i < 8; i++) {
            execute("command-" + i);
        }
        var waiting = execute("waiting");
        peer.pass(Duration.ofSeconds(10));

        failure(CommandTimeoutException.class, waiting);
    }

    @Test
    void lateRepliesAreRecognised() {
        var slow = execute("slow");
        peer.pass(Duration.ofSeconds(10));
        failure(CommandTimeoutException.class, slow);
        var next = execute("next");
        peer.answer("1");
        peer.answer("2");

        assertEquals(List.of("slow"), metrics.late);
        assertEquals(0, metrics.unknown);
        assertEquals(QmpValue.of(2), next.join());
    }

    @Test
    void repliesToCancelledCommandsAreDropped() {
        var unwanted = execute("unwanted");
        QmpObject request = peer.next();
        unwanted.cancel(false);
        peer.answer(request, "1");

        assertTrue(unwanted.isCancelled());
        assertEquals(List.of("unwanted"), metrics.late);
    }

    @Test
    void repliesThatNobodyAskedForAreCounted() {
        var once = execute("once");
        QmpObject request = peer.answer("1");
        peer.answer(request, "2");
        peer.send("{\"return\": {}, \"id\": \"other\"}\r\n{\"return\": {}}\r\n");

        assertEquals(QmpValue.of(1), once.join());
        assertEquals(3, metrics.unknown);
    }

    @Test
    void anErrorWithoutIdIsForTheOldest() {
        var first = execute("first");
        var second = execute("second");
        peer.next();
        QmpObject request = peer.next();
        String error =
                "{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error, expecting value\"}}\r\n";
        peer.send(error + error + error);
        assertEquals(
                "JSON parse error, expecting value",
                failure(CommandFailedException.class, first).error().desc());
        assertFalse(second.isDone());
        assertEquals(2, metrics.unknown);

        peer.answer(request, "1");
        assertEquals(QmpValue.of(1), second.join());
    }

    @Test
    void bearsSomethingThatIsNoMessage() {
        var name = execute("query-name");
        QmpObject request = peer.next();
        peer.send("nonsense\r\n@@\r\n");
        peer.answer(request, "{}");

        assertTrue(name.isDone());
        assertTrue(metrics.unreadable >= 2);
    }

    @Test
    void endsThePeerThatSpeaksNonsense() {
        var name = execute("query-name");
        peer.send("@\n".repeat(100));

        failure(ProtocolViolationException.class, name);
        assertEquals(ClientState.CLOSED, client.state());
        assertTrue(peer.isClosed());
    }

    @Test
    void readsAnswersByteByByte() {
        var name = execute("query-name");
        QmpObject request = peer.next();
        ("{\"return\": {\"name\": \"vm\"}, \"id\": " + request.get("id") + "}\r\n")
                .chars()
                .forEach(b -> peer.send(Character.toString(b)));

        assertEquals(QmpObject.of("name", QmpValue.of("vm")), name.join());
    }

    @Test
    void readsTenMegabytes() {
        var big = execute("big");
        String text = "x".repeat(10_000_000);
        peer.answer('"' + text + '"');

        assertEquals(text, ((QmpString) big.join()).value());
    }

    @Test
    void allEndWithTheConnection() {
        List<CompletableFuture<QmpValue>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(execute("command-" + i));
        }
        peer.next();
        peer.send("{\"return\": {\"cut\": ");
        peer.close();

        for (var command : all) {
            var failure = failure(ConnectionLostException.class, command);
            assertTrue(failure.getMessage().contains("in the middle of a message"), failure.getMessage());
        }
        failure(WrongStateException.class, later(execute("later")));
    }

    @Test
    void anEndBetweenMessagesIsToldAsSuch() {
        var answered = execute("quit");
        var pending = execute("pending");
        peer.answer("{}");
        peer.close();

        assertTrue(answered.isDone());
        var failure = failure(ConnectionLostException.class, pending);
        assertFalse(failure.getMessage().contains("in the middle"), failure.getMessage());
    }

    @Test
    void allEndWhenClosed() {
        var pending = execute("pending");
        client.close();
        peer.loop.runPending();
        var later = execute("later");
        peer.loop.runPending();

        failure(ConnectionLostException.class, pending);
        failure(WrongStateException.class, later);
        assertTrue(client.closed().toCompletableFuture().isDone());
    }

    @Test
    void whoWaitsForOneMayExecuteAnother() {
        List<CompletableFuture<QmpValue>> further = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            execute("command").whenComplete((result, failure) -> further.add(execute("further")));
        }
        peer.pass(Duration.ofSeconds(10));

        assertEquals(3, further.size());
        assertEquals(6, peer.requested().size());
    }

    @Test
    void thereIsALimitToWhatIsPending() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient small = ScriptedPeer.running(
                other, QmpClient.builder().options(ClientOptions.DEFAULT.withQueueLimits(new QueueLimits(8, 10))));
        List<CompletableFuture<QmpValue>> all = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            all.add(small.execute("x", QmpObject.EMPTY));
        }
        other.loop.runPending();
        failure(WrongStateException.class, all.remove(10));
        for (int i = 0; i < 10; i++) {
            other.answer("{}");
        }

        assertTrue(all.stream().noneMatch(CompletableFuture::isCompletedExceptionally));
        small.execute("x", QmpObject.EMPTY);
        other.answer("{}");
    }

    @Test
    void outOfBandNeedsAnAgreement() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient plain = ScriptedPeer.running(other, QmpClient.builder().outOfBand(false));
        var refused = plain.executeOutOfBand("migrate-pause", QmpObject.EMPTY);
        other.loop.runPending();

        failure(WrongStateException.class, refused);
        for (int i = 0; i < 100; i++) {
            plain.execute("x", QmpObject.EMPTY);
        }
        assertEquals(100, other.requested().size());
    }

    @Test
    void idsOfTwoClientsDiffer() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient second = ScriptedPeer.running(other, QmpClient.builder());
        execute("x");
        second.execute("x", QmpObject.EMPTY);

        assertNotEquals(peer.next().get("id"), other.next().get("id"));
    }

    @Test
    void countsAndTimes() {
        execute("a");
        peer.pass(Duration.ofMillis(5));
        peer.answer("{}");

        assertEquals(List.of("qmp_capabilities", "a"), metrics.sent);
        assertEquals(1, metrics.ended.get("a SUCCEEDED"));
        assertEquals(Duration.ofMillis(5).toNanos(), metrics.lastNanos);
    }

    @Test
    void aPeerThatTakesNothingIsGivenUp() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient stuck = ScriptedPeer.running(
                other,
                QmpClient.builder()
                        .options(ClientOptions.DEFAULT.withConnectionLimits(
                                ConnectionLimits.DEFAULT.withWrite(Duration.ofSeconds(20)))));
        other.stopReading();
        var first = stuck.execute("a", QmpObject.EMPTY, patient());
        other.pass(Duration.ofSeconds(19));
        var second = stuck.execute("b", QmpObject.EMPTY, patient());
        assertFalse(first.isDone());
        other.pass(Duration.ofSeconds(2));

        var failure = failure(ConnectionLostException.class, first);
        assertTrue(failure.getMessage().contains("took nothing"), failure.getMessage());
        failure(ConnectionLostException.class, second);
        assertEquals(ClientState.CLOSED, stuck.state());
        assertEquals(0, other.loop.timers());
    }

    @Test
    void aPeerThatReadsSlowlyIsNotGivenUp() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient slow = ScriptedPeer.running(
                other,
                QmpClient.builder()
                        .options(ClientOptions.DEFAULT.withConnectionLimits(
                                ConnectionLimits.DEFAULT.withWrite(Duration.ofSeconds(20)))));
        other.stopReading();
        var command = slow.execute("a", QmpObject.EMPTY, patient());
        for (int i = 0; i < 10; i++) {
            slow.execute("more", QmpObject.EMPTY, patient());
            other.pass(Duration.ofSeconds(19));
            other.readOnce();
        }
        assertFalse(command.isDone());
        other.startReading();
        other.answer("{}");

        assertTrue(command.isDone());
        other.pass(Duration.ofSeconds(60));
        assertEquals(ClientState.RUNNING, slow.state());
    }

    private static CallOptions patient() {
        return CallOptions.DEFAULT.withSoftLimit(Duration.ofHours(1)).withHardLimit(Duration.ofHours(1));
    }

    private CompletableFuture<QmpValue> later(CompletableFuture<QmpValue> command) {
        peer.loop.runPending();
        return command;
    }
}

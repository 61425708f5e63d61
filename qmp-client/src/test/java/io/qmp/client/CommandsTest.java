package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.qmp.contracts.ScriptedPeer;
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
    private final QmpClient client = Clients.running(
            peer,
            QmpClient.builder()
                    .metrics(metrics)
                    .commandLimits(CommandLimits.shipped()
                            .withAll(new CommandLimit(Duration.ofSeconds(1), Duration.ofSeconds(10)))));

    @AfterEach
    void leavesNothingBehind() {
        client.close();
        peer.loop().runPending();
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
        assertThat(peer.loop().timers()).as("timers left").isEqualTo(0);
    }

    private CompletableFuture<QmpValue> execute(String command) {
        return client.execute(command, QmpObject.EMPTY);
    }

    @Test
    void returnsWhatThePeerReturns() {
        var name = client.execute("query-name", QmpObject.of("x", QmpValue.of(1)));
        QmpObject request = peer.answer("{\"name\": \"vm\"}");

        assertThat(ScriptedPeer.name(request)).isEqualTo("query-name");
        assertThat(request.get("arguments")).isEqualTo(QmpObject.of("x", QmpValue.of(1)));
        assertThat(name.join()).isEqualTo(QmpObject.of("name", QmpValue.of("vm")));
    }

    @Test
    void bindsTypedCommands() {
        var echo = client.execute(new TestCommands.Echo("a", null));
        QmpObject request = peer.answer("{\"text\": \"a\", \"later\": 1}");

        assertThat(request.get("arguments")).isEqualTo(QmpObject.of("text", QmpValue.of("a")));
        assertThat(echo.join()).isEqualTo(new TestCommands.Echoed("a"));
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
        assertThat(failure.error().errorClass()).isEqualTo("DeviceNotFound");
        assertThat(failure.command().orElseThrow()).isEqualTo("eject");
        assertThat(failure.arguments()).isEqualTo(QmpObject.of("id", QmpValue.of("x")));
        assertThat(failure.getMessage().contains("id="))
                .as(failure.getMessage())
                .isFalse();
    }

    @Test
    void answersMayOvertake() {
        var first = execute("first");
        var second = client.executeOutOfBand("second", QmpObject.EMPTY);
        QmpObject one = peer.next();
        QmpObject two = peer.next();
        assertThat(two.string("exec-oob").isPresent()).isTrue();

        peer.answer(two, "2");
        assertThat(second.isDone()).isTrue();
        assertThat(first.isDone()).isFalse();
        peer.answer(one, "1");
        assertThat(first.join()).isEqualTo(QmpValue.of(1));
    }

    @Test
    void noMoreThanEightAreUnanswered() {
        List<CompletableFuture<QmpValue>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(execute("command-" + i));
        }
        assertThat(peer.requested().size()).isEqualTo(8);
        client.executeOutOfBand("urgent", QmpObject.EMPTY);
        assertThat(peer.requested().get(8)).isEqualTo("urgent");

        for (int i = 0; i < 8; i++) {
            peer.answer("{}");
        }
        peer.answer("{}");
        for (int i = 8; i < 20; i++) {
            assertThat(ScriptedPeer.name(peer.answer("{}"))).isEqualTo("command-" + i);
        }
        assertThat(all.stream().allMatch(CompletableFuture::isDone)).isTrue();
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

        assertThat(peer.requested()).isEqualTo(List.of("next"));
    }

    @Test
    void whatIsCancelledBeforeItsTurnIsNotSent() {
        execute("unwanted").cancel(false);
        execute("wanted");

        assertThat(peer.requested()).isEqualTo(List.of("wanted"));
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
        assertThat(first.isDone() && last.isDone()).isTrue();
    }

    @Test
    void oneTurnIsOneWrite() {
        execute("a");
        execute("b");
        execute("c");

        assertThat(peer.requested()).isEqualTo(List.of("a", "b", "c"));
        assertThat(peer.takeFlushes()).isEqualTo(1);
    }

    @Test
    void answersOfOneTurnAreOneWrite() {
        execute("a").thenRun(() -> execute("c"));
        execute("b").thenRun(() -> execute("d"));
        QmpObject a = peer.next();
        QmpObject b = peer.next();
        peer.takeFlushes();
        peer.send("{\"return\": {}, \"id\": " + a.get("id") + "}{\"return\": {}, \"id\": " + b.get("id") + "}\r\n");

        assertThat(peer.requested()).isEqualTo(List.of("c", "d"));
        assertThat(peer.takeFlushes()).isEqualTo(1);
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

        assertThat(seen.size()).isEqualTo(3000);
        for (String prefix : List.of("a", "b", "c")) {
            List<String> mine = seen.stream().filter(n -> n.startsWith(prefix)).toList();
            for (int i = 0; i < 1000; i++) {
                assertThat(mine.get(i)).isEqualTo(prefix + i);
            }
        }
    }

    @Test
    void slowCommandsAreReportedOnceAndGivenUp() {
        var slow = execute("slow");
        peer.pass(Duration.ofMillis(999));
        assertThat(metrics.slow).isEmpty();
        peer.pass(Duration.ofMillis(1));
        assertThat(metrics.slow).isEqualTo(List.of("slow"));
        peer.pass(Duration.ofMillis(8999));
        assertThat(slow.isDone()).isFalse();
        peer.pass(Duration.ofMillis(1));

        var failure = failure(CommandTimeoutException.class, slow);
        assertThat(failure.command()).isEqualTo("slow");
        assertThat(failure.limit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(metrics.slow).isEqualTo(List.of("slow"));
        assertThat(metrics.ended.get("slow TIMED_OUT")).isEqualTo(1);
    }

    @Test
    void limitsOfACallCount() {
        var quick = client.execute("quick", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofMillis(100)));
        var patient =
                client.execute("patient", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofSeconds(20)));
        peer.pass(Duration.ofMillis(100));
        failure(CommandTimeoutException.class, quick);
        peer.pass(Duration.ofSeconds(19));
        assertThat(patient.isDone()).isFalse();
        peer.pass(Duration.ofSeconds(1));
        failure(CommandTimeoutException.class, patient);
    }

    @Test
    void longCommandsHaveMoreTime() {
        var write = client.execute("guest-file-write", QmpObject.of("buf", QmpValue.of("x".repeat(1 << 20))));
        peer.pass(Duration.ofSeconds(19));
        assertThat(write.isDone()).isFalse();
        peer.pass(Duration.ofSeconds(1));

        failure(CommandTimeoutException.class, write);
    }

    @Test
    void limitsMayBeOutOfSight() {
        var patient = client.execute(
                "patient", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofSeconds(Long.MAX_VALUE)));
        peer.pass(Duration.ofDays(1000));
        assertThat(patient.isDone()).isFalse();
        peer.answer("{}");

        assertThat(patient.isDone()).isTrue();
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

        assertThat(metrics.late).isEqualTo(List.of("slow"));
        assertThat(metrics.unknown).isEqualTo(0);
        assertThat(next.join()).isEqualTo(QmpValue.of(2));
    }

    @Test
    void repliesToCancelledCommandsAreDropped() {
        var unwanted = execute("unwanted");
        QmpObject request = peer.next();
        unwanted.cancel(false);
        peer.answer(request, "1");

        assertThat(unwanted.isCancelled()).isTrue();
        assertThat(metrics.late).isEqualTo(List.of("unwanted"));
    }

    @Test
    void repliesThatNobodyAskedForAreCounted() {
        var once = execute("once");
        QmpObject request = peer.answer("1");
        peer.answer(request, "2");
        peer.send("{\"return\": {}, \"id\": \"other\"}\r\n{\"return\": {}}\r\n");

        assertThat(once.join()).isEqualTo(QmpValue.of(1));
        assertThat(metrics.unknown).isEqualTo(3);
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
        assertThat(failure(CommandFailedException.class, first).error().desc())
                .isEqualTo("JSON parse error, expecting value");
        assertThat(second.isDone()).isFalse();
        assertThat(metrics.unknown).isEqualTo(2);

        peer.answer(request, "1");
        assertThat(second.join()).isEqualTo(QmpValue.of(1));
    }

    @Test
    void bearsSomethingThatIsNoMessage() {
        var name = execute("query-name");
        QmpObject request = peer.next();
        peer.send("nonsense\r\n@@\r\n");
        peer.answer(request, "{}");

        assertThat(name.isDone()).isTrue();
        assertThat(metrics.unreadable >= 2).isTrue();
    }

    @Test
    void endsThePeerThatSpeaksNonsense() {
        var name = execute("query-name");
        peer.send("@\n".repeat(100));

        failure(ProtocolViolationException.class, name);
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void readsAnswersByteByByte() {
        var name = execute("query-name");
        QmpObject request = peer.next();
        ("{\"return\": {\"name\": \"vm\"}, \"id\": " + request.get("id") + "}\r\n")
                .chars()
                .forEach(b -> peer.send(Character.toString(b)));

        assertThat(name.join()).isEqualTo(QmpObject.of("name", QmpValue.of("vm")));
    }

    @Test
    void readsTenMegabytes() {
        var big = execute("big");
        String text = "x".repeat(10_000_000);
        peer.answer('"' + text + '"');

        assertThat(((QmpString) big.join()).value()).isEqualTo(text);
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
            assertThat(failure.getMessage().contains("in the middle of a message"))
                    .as(failure.getMessage())
                    .isTrue();
        }
        failure(WrongStateException.class, later(execute("later")));
    }

    @Test
    void anEndBetweenMessagesIsToldAsSuch() {
        var answered = execute("quit");
        var pending = execute("pending");
        peer.answer("{}");
        peer.close();

        assertThat(answered.isDone()).isTrue();
        var failure = failure(ConnectionLostException.class, pending);
        assertThat(failure.getMessage().contains("in the middle"))
                .as(failure.getMessage())
                .isFalse();
    }

    @Test
    void allEndWhenClosed() {
        var pending = execute("pending");
        client.close();
        peer.loop().runPending();
        var later = execute("later");
        peer.loop().runPending();

        failure(ConnectionLostException.class, pending);
        failure(WrongStateException.class, later);
        assertThat(client.closed().toCompletableFuture().isDone()).isTrue();
    }

    @Test
    void whoWaitsForOneMayExecuteAnother() {
        List<CompletableFuture<QmpValue>> further = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            execute("command").whenComplete((result, failure) -> further.add(execute("further")));
        }
        peer.pass(Duration.ofSeconds(10));

        assertThat(further.size()).isEqualTo(3);
        assertThat(peer.requested().size()).isEqualTo(6);
    }

    @Test
    void thereIsALimitToWhatIsPending() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient small = Clients.running(
                other, QmpClient.builder().options(ClientOptions.DEFAULT.withQueueLimits(new QueueLimits(8, 10))));
        List<CompletableFuture<QmpValue>> all = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            all.add(small.execute("x", QmpObject.EMPTY));
        }
        other.loop().runPending();
        failure(WrongStateException.class, all.remove(10));
        for (int i = 0; i < 10; i++) {
            other.answer("{}");
        }

        assertThat(all.stream().noneMatch(CompletableFuture::isCompletedExceptionally))
                .isTrue();
        small.execute("x", QmpObject.EMPTY);
        other.answer("{}");
    }

    @Test
    void outOfBandNeedsAnAgreement() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient plain = Clients.running(other, QmpClient.builder().outOfBand(false));
        var refused = plain.executeOutOfBand("migrate-pause", QmpObject.EMPTY);
        other.loop().runPending();

        failure(WrongStateException.class, refused);
        for (int i = 0; i < 100; i++) {
            plain.execute("x", QmpObject.EMPTY);
        }
        assertThat(other.requested().size()).isEqualTo(100);
    }

    @Test
    void idsOfTwoClientsDiffer() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient second = Clients.running(other, QmpClient.builder());
        execute("x");
        second.execute("x", QmpObject.EMPTY);

        assertThat(other.next().get("id")).isNotEqualTo(peer.next().get("id"));
    }

    @Test
    void countsAndTimes() {
        execute("a");
        peer.pass(Duration.ofMillis(5));
        peer.answer("{}");

        assertThat(metrics.sent).isEqualTo(List.of("qmp_capabilities", "a"));
        assertThat(metrics.ended.get("a SUCCEEDED")).isEqualTo(1);
        assertThat(metrics.lastNanos).isEqualTo(Duration.ofMillis(5).toNanos());
    }

    @Test
    void aPeerThatTakesNothingIsGivenUp() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient stuck = Clients.running(
                other,
                QmpClient.builder()
                        .options(ClientOptions.DEFAULT.withConnectionLimits(
                                ConnectionLimits.DEFAULT.withWrite(Duration.ofSeconds(20)))));
        other.stopReading();
        var first = stuck.execute("a", QmpObject.EMPTY, patient());
        other.pass(Duration.ofSeconds(19));
        var second = stuck.execute("b", QmpObject.EMPTY, patient());
        assertThat(first.isDone()).isFalse();
        other.pass(Duration.ofSeconds(2));

        var failure = failure(ConnectionLostException.class, first);
        assertThat(failure.getMessage().contains("took nothing"))
                .as(failure.getMessage())
                .isTrue();
        failure(ConnectionLostException.class, second);
        assertThat(stuck.state()).isEqualTo(ClientState.CLOSED);
        assertThat(other.loop().timers()).isEqualTo(0);
    }

    @Test
    void aPeerThatReadsSlowlyIsNotGivenUp() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient slow = Clients.running(
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
        assertThat(command.isDone()).isFalse();
        other.startReading();
        other.answer("{}");

        assertThat(command.isDone()).isTrue();
        other.pass(Duration.ofSeconds(60));
        assertThat(slow.state()).isEqualTo(ClientState.RUNNING);
    }

    private static CallOptions patient() {
        return CallOptions.DEFAULT.withSoftLimit(Duration.ofHours(1)).withHardLimit(Duration.ofHours(1));
    }

    private CompletableFuture<QmpValue> later(CompletableFuture<QmpValue> command) {
        peer.loop().runPending();
        return command;
    }
}

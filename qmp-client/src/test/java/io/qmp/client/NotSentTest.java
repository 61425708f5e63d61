package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.PeerLacksException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A failure says whether the command may have been carried out. */
class NotSentTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = Clients.running(peer, builder());

    private static QmpClientBuilder builder() {
        return QmpClient.builder()
                .commandLimits(CommandLimits.shipped().withAll(new CommandLimit(Duration.ofSeconds(1), LIMIT)));
    }

    private CompletableFuture<QmpValue> execute(String command) {
        return client.execute(command, QmpObject.EMPTY);
    }

    private List<CompletableFuture<QmpValue>> fillWindow() {
        List<CompletableFuture<QmpValue>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(execute("command-" + i));
        }
        return all;
    }

    @Test
    void whatWaitedForOthersTimesOutUnsent() {
        var sent = fillWindow();
        var waiting = execute("waiting");
        peer.pass(LIMIT);

        var failure = failure(CommandTimeoutException.class, waiting);
        assertThat(failure.notSent()).isTrue();
        assertThat(failure.getMessage().contains("was not sent"))
                .as(failure.getMessage())
                .isTrue();
        assertThat(failure.getMessage().contains("may still"))
                .as(failure.getMessage())
                .isFalse();
        sent.forEach(each -> {
            var mayBeDone = failure(CommandTimeoutException.class, each);
            assertThat(mayBeDone.notSent()).isFalse();
            assertThat(mayBeDone.getMessage().contains("may still be carried out"))
                    .as(mayBeDone.getMessage())
                    .isTrue();
        });
        assertThat(peer.requested().contains("waiting")).isFalse();
    }

    @Test
    void whatWaitedForOthersIsLostUnsent() {
        var sent = fillWindow();
        var waiting = execute("waiting");
        peer.requested();
        peer.close();

        var failure = failure(ConnectionLostException.class, waiting);
        assertThat(failure.notSent()).isTrue();
        assertThat(failure.getMessage().startsWith("waiting was not sent: "))
                .as(failure.getMessage())
                .isTrue();
        sent.forEach(
                each -> assertThat(failure(ConnectionLostException.class, each).notSent())
                        .isFalse());
    }

    @Test
    void whatWaitedWhenTheClientWasClosedIsUnsent() {
        var sent = fillWindow();
        var waiting = execute("waiting");
        client.close();
        peer.loop().runPending();

        assertThat(failure(ConnectionLostException.class, waiting).notSent()).isTrue();
        assertThat(failure(ConnectionLostException.class, sent.get(0)).notSent())
                .isFalse();
    }

    @Test
    void whatWasWrittenButNotFlushedIsUnsent() {
        List<CompletableFuture<QmpValue>> written = new ArrayList<>();
        execute("first").whenComplete((result, failure) -> written.add(execute("written")));
        QmpObject request = peer.next();
        // The reply and what makes the client give the peer up come in one piece, before the client flushes.
        peer.send("{\"return\": {}, \"id\": " + request.get("id") + "}\r\n" + "@\r\n".repeat(20));

        assertThat(failure(ProtocolViolationException.class, written.get(0)).notSent())
                .isTrue();
        assertThat(peer.requested()).isEmpty();
    }

    @Test
    void ofManyCommandsThatWereWrittenTheFirstHaveLeft() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient plain = Clients.running(other, builder().outOfBand(false));
        List<CompletableFuture<QmpValue>> written = new ArrayList<>();
        plain.execute("first", QmpObject.EMPTY).whenComplete((result, failure) -> {
            for (int i = 0; i < 100; i++) {
                written.add(plain.execute("written", QmpObject.EMPTY));
            }
        });
        other.send("{\"return\": {}, \"id\": " + other.next().get("id") + "}\r\n" + "@\r\n".repeat(20));

        List<Boolean> left = written.stream()
                .map(each -> !failure(ProtocolViolationException.class, each).notSent())
                .toList();
        assertThat(left.lastIndexOf(true)).isBetween(30, 98);
        assertThat(left.subList(0, left.lastIndexOf(true))).containsOnly(true);
    }

    @Test
    void whatThePeerHasNotTakenMayBeCarriedOut() {
        peer.stopReading();
        var stuck = client.execute("large", QmpObject.of("x", QmpValue.of("x".repeat(100_000))));
        peer.pass(Duration.ofSeconds(30));

        assertThat(failure(CommandTimeoutException.class, stuck).notSent()).isFalse();
    }

    @Test
    void whatIsAskedOfAClosedClientIsUnsent() {
        client.close();
        peer.loop().runPending();
        var later = execute("later");
        peer.loop().runPending();

        assertThat(failure(WrongStateException.class, later).notSent()).isTrue();
    }

    @Test
    void whatIsRefusedAtOnceIsUnsent() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient plain = Clients.running(
                other,
                builder().options(ClientOptions.DEFAULT.withOutOfBand(false).withQueueLimits(new QueueLimits(8, 1))));
        var outOfBand = plain.executeOutOfBand("x", QmpObject.EMPTY);
        var pending = plain.execute("pending", QmpObject.EMPTY);
        var tooMany = plain.execute("too-many", QmpObject.EMPTY);
        other.loop().runPending();

        assertThat(failure(WrongStateException.class, outOfBand).notSent()).isTrue();
        assertThat(failure(WrongStateException.class, tooMany).notSent()).isTrue();
        assertThat(pending.isDone()).isFalse();
    }

    @Test
    void whatWaitsForTheSchemaIsUnsentIfThatIsNotToBeHad() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient checking = Clients.running(other, builder().checkPeer(true));
        var waiting = checking.execute("waiting", QmpObject.EMPTY);
        other.next();
        other.close();

        assertThat(failure(ConnectionLostException.class, waiting).notSent()).isTrue();
    }

    @Test
    void whatThePeerLacksIsUnsent() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient checking = Clients.running(other, builder().checkPeer(true));
        var lacking = checking.execute("lacking", QmpObject.EMPTY);
        other.answer("[]");

        assertThat(failure(PeerLacksException.class, lacking).notSent()).isTrue();
    }

    @Test
    void silenceIsNoSuccessOfWhatWasNotSent() {
        ScriptedPeer other = new ScriptedPeer();
        var connecting = QgaClient.over(other.connection()).toCompletableFuture();
        other.answerSync(other.next());
        QgaClient agent = connecting.join();
        agent.close();
        other.loop().runPending();
        var shutdown = agent.executeSilent("guest-shutdown", QmpObject.EMPTY, LIMIT);
        other.loop().runPending();

        assertThat(failure(QmpException.class, shutdown).notSent()).isTrue();
    }

    @Test
    void otherFailuresAreOfWhatWasSent() {
        var refused = execute("refused");
        peer.refuse("GenericError", "no");

        assertThat(failure(QmpException.class, refused).notSent()).isFalse();
    }
}

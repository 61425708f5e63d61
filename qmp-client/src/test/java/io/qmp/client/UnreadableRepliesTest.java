package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.contracts.ScriptedPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply that cannot be read fails its command at once, and no other. */
class UnreadableRepliesTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final CountingMetrics metrics = new CountingMetrics();
    private final QmpClient client = Clients.running(
            peer,
            QmpClient.builder()
                    .metrics(metrics)
                    .options(ClientOptions.DEFAULT.withReaderLimits(new ReaderLimits(4096, 8192, 2000, 50))));

    private CompletableFuture<QmpValue> execute(String command) {
        return client.execute(command, QmpObject.EMPTY);
    }

    /** In each text, ID stands for the request's id. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"return\": {\"file\": \"C:\\disks\\x.img\"}, \"id\": ID}",
                "{\"return\": \"raw \u0001 control\", \"id\": ID}",
                "{\"return\": \"raw \n line feed\", \"id\": ID}",
                "{\"return\": \"\\udc00\", \"id\": ID}",
                "{\"return\": \"\u00c3(\", \"id\": ID}",
                "{\"return\": NaN, \"id\": ID}",
                "{\"return\": [1,], \"id\": ID}",
                "{\"return\": {\"a\": 1, \"a\": 1}, \"id\": ID}",
                "{\"return\": {}, \"id\": ID, \"id\": ID}",
                "{\"return\": \"unfinished",
                "{\"return\": {\"a\": 1",
                "{\"neither\": 1, \"id\": ID}",
                "{\"neither\": 1}",
                "{\"error\": 1, \"id\": ID}",
                "[]",
                "5",
                "\"return\": {}, \"id\": ID}",
            })
    void failsItsCommandAtOnceAndNoOther(String text) {
        var first = execute("first");
        var second = execute("second");
        var third = execute("third");
        peer.answer("1");
        QmpObject request = peer.next();
        peer.send(text.replace("ID", request.get("id").toString()) + "\r\n");
        peer.event("BETWEEN");

        assertThat(first.join()).isEqualTo(QmpValue.of(1));
        var failure = failure(ProtocolViolationException.class, second);
        assertThat(failure.getMessage().startsWith("second: the reply cannot be read: "))
                .as(failure.getMessage())
                .isTrue();
        assertThat(third.isDone()).isFalse();
        peer.answer("3");
        assertThat(third.join()).isEqualTo(QmpValue.of(3));
        assertThat(metrics.events).isEqualTo(List.of("BETWEEN"));
        assertThat(metrics.unreadable >= 1).isTrue();
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"return\": \"STRING\", \"id\": ID}",
                "{\"return\": [ARRAY0], \"id\": ID}",
                "{\"return\": DEEP, \"id\": ID}",
            })
    void whatIsBeyondTheLimitsFailsItsCommand(String text) {
        var first = execute("first");
        var second = execute("second");
        QmpObject request = peer.next();
        peer.send(text.replace("ID", request.get("id").toString())
                        .replace("STRING", "x".repeat(100_000))
                        .replace("ARRAY", "0, ".repeat(50_000))
                        .replace("DEEP", "[".repeat(100) + "]".repeat(100))
                + "\r\n");
        failure(ProtocolViolationException.class, first);
        peer.answer("2");

        assertThat(second.join()).isEqualTo(QmpValue.of(2));
    }

    @Test
    void aReplyCutOffByTheEndIsALoss() {
        var command = execute("query-name");
        peer.next();
        peer.send("{\"return\": {\"name\": \"v");
        peer.close();

        assertThat(failure(ConnectionLostException.class, command).getMessage().contains("in the middle of a message"))
                .isTrue();
    }

    @Test
    void saysWhatAndWhere() {
        var command = execute("query-x");
        QmpObject request = peer.next();
        peer.send("{\"return\": {\"file\": \"C:\\disks\\x.img\"}, \"id\": " + request.get("id") + "}\r\n");

        assertThat(failure(ProtocolViolationException.class, command).getMessage())
                .isEqualTo(
                        "query-x: the reply cannot be read: JSON parse error, invalid escape sequence in string, at byte 24"
                                + " near \\dxxxx\\x.xxx\"}, ");
    }

    @Test
    void inBandIsToldFromOutOfBandByTheId() {
        var inBand = execute("in-band");
        var outOfBand = client.executeOutOfBand("out-of-band", QmpObject.EMPTY);
        QmpObject first = peer.next();
        QmpObject second = peer.next();
        peer.send("{\"return\": NaN, \"id\": " + second.get("id") + "}\r\n");

        failure(ProtocolViolationException.class, outOfBand);
        assertThat(inBand.isDone()).isFalse();
        peer.answer(first, "1");
        assertThat(inBand.join()).isEqualTo(QmpValue.of(1));
    }

    @Test
    void withoutAnIdItIsTheOldestInBand() {
        var outOfBand = client.executeOutOfBand("out-of-band", QmpObject.EMPTY);
        var inBand = execute("in-band");
        QmpObject first = peer.next();
        peer.next();
        peer.send("{\"return\": NaN}\r\n");

        failure(ProtocolViolationException.class, inBand);
        assertThat(outOfBand.isDone()).isFalse();
        peer.answer(first, "1");
        assertThat(outOfBand.join()).isEqualTo(QmpValue.of(1));
    }

    @Test
    void withoutAnIdItIsTheOutOfBandCommandIfThereIsNoOther() {
        var outOfBand = client.executeOutOfBand("out-of-band", QmpObject.EMPTY);
        peer.next();
        peer.send("{\"return\": NaN}\r\n");

        failure(ProtocolViolationException.class, outOfBand);
    }

    @Test
    void aCommandGivenUpBeforeIsTheOneThatIsAnswered() {
        var unwanted = execute("unwanted");
        var wanted = execute("wanted");
        peer.next();
        unwanted.cancel(false);
        peer.send("{\"return\": NaN}\r\n");
        assertThat(wanted.isDone()).isFalse();
        peer.answer("2");

        assertThat(wanted.join()).isEqualTo(QmpValue.of(2));
        assertThat(metrics.late).isEqualTo(List.of("unwanted"));
    }

    @Test
    void oneThatIsNeverAnsweredIsPassedOver() {
        execute("silent");
        var answered = execute("answered");
        var unreadable = execute("unreadable");
        peer.next();
        peer.answer("1");
        peer.next();
        peer.send("{\"return\": NaN}\r\n");

        assertThat(answered.join()).isEqualTo(QmpValue.of(1));
        failure(ProtocolViolationException.class, unreadable);
    }

    @Test
    void aLaterReplyIsLate() {
        var command = execute("query-x");
        QmpObject request = peer.next();
        peer.send("{\"return\": NaN}\r\n");
        failure(ProtocolViolationException.class, command);
        peer.answer(request, "{}");

        assertThat(metrics.late).isEqualTo(List.of("query-x"));
        assertThat(metrics.unknown).isEqualTo(0);
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"X\", \"data\": {\"a\": \"\\x\"}}",
                "{\"event\": \"X\", \"data\": NaN}",
                "{\"event\": 5}",
            })
    void anUnreadableEventFailsNoCommand(String event) {
        var command = execute("query-x");
        QmpObject request = peer.next();
        for (int i = 0; i < 100; i++) {
            peer.send(event + "\r\n");
        }
        assertThat(command.isDone()).isFalse();
        peer.answer(request, "1");

        assertThat(command.join()).isEqualTo(QmpValue.of(1));
        assertThat(metrics.unreadable).isEqualTo(100);
    }

    @Test
    void rubbishBetweenMessagesFailsNoCommand() {
        var command = execute("query-x");
        QmpObject request = peer.next();
        peer.send("qemu: warning: something\r\n@@@\r\n}\r\n");
        assertThat(command.isDone()).isFalse();
        peer.answer(request, "1");

        assertThat(command.join()).isEqualTo(QmpValue.of(1));
    }

    @Test
    void manyUnreadableRepliesAreNoReasonToGiveUp() {
        List<CompletableFuture<QmpValue>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(execute("query-x"));
        }
        for (int i = 0; i < 50; i++) {
            peer.send("{\"return\": NaN, \"id\": " + peer.next().get("id") + "}\r\n");
        }

        all.forEach(each -> failure(ProtocolViolationException.class, each));
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@\n", "{}\n", "}", "nonsense ", "[NaN]\n"})
    void aPeerThatSendsEndlessRubbishIsGivenUp(String rubbish) {
        var command = execute("query-x");
        peer.send(rubbish.repeat(100));

        failure(ProtocolViolationException.class, command);
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void theReplyToNegotiationFailsTheHandshakeAtOnce() {
        ScriptedPeer other = new ScriptedPeer();
        var connecting = QmpClient.over(other.connection()).toCompletableFuture();
        other.send(ScriptedPeer.GREETING);
        QmpObject request = other.next();
        other.send("{\"return\": {,}, \"id\": " + request.get("id") + "}\r\n");

        assertThat(failure(NegotiationException.class, connecting).getMessage().contains("cannot be read"))
                .isTrue();
    }

    @Test
    void deepRepliesAreReadOrFailTheirCommand() {
        ScriptedPeer other = new ScriptedPeer();
        QmpClient lavish = Clients.running(
                other,
                QmpClient.builder()
                        .options(ClientOptions.DEFAULT.withReaderLimits(
                                new ReaderLimits(1 << 26, 1 << 26, 1 << 26, 1 << 24))));
        var deep = lavish.execute("deep", QmpObject.EMPTY);
        var next = lavish.execute("next", QmpObject.EMPTY);
        other.answer("[".repeat(1_000_000) + "]".repeat(1_000_000));
        failure(ProtocolViolationException.class, deep);
        other.answer("1");

        assertThat(next.join()).isEqualTo(QmpValue.of(1));
    }
}

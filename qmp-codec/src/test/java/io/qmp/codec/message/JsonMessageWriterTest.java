package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.Timestamp;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonMessageWriterTest {
    /** One object with its members in two orders, at least one of which is not QEMU's. */
    private static final List<QmpObject> ORDERS = List.of(
            QmpObject.of("id", QmpValue.of(1), "class", QmpObject.of("b", QmpValue.of(2), "a", QmpValue.of(3))),
            QmpObject.of("class", QmpObject.of("a", QmpValue.of(3), "b", QmpValue.of(2)), "id", QmpValue.of(1)));

    private final JsonMessageWriter server = new JsonMessageWriter(WireFormat.SERVER, new EncodedResultCache());

    @Test
    void writesAGreetingAsQemuDoes() {
        VersionInfo version = new VersionInfo(new VersionTriple(10, 0, 13), "Debian 1:10.0.13+ds-0+deb13u1");
        assertThat(write(Greeting.of(version, List.of("oob"))))
                .isEqualTo("{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 13, \"minor\": 0, \"major\": 10}, "
                        + "\"package\": \"Debian 1:10.0.13+ds-0+deb13u1\"}, \"capabilities\": [\"oob\"]}}\r\n");
    }

    @Test
    void writesASuccessWithItsIdBehindTheResult() {
        assertThat(write(new Reply.Success(QmpObject.EMPTY, null))).isEqualTo("{\"return\": {}}\r\n");
        assertThat(write(new Reply.Success(QmpObject.EMPTY, QmpNull.NULL)))
                .isEqualTo("{\"return\": {}, \"id\": null}\r\n");
    }

    @Test
    void writesAFailureWithItsIdBeforeTheError() {
        Reply.Failure failure = new Reply.Failure(
                QmpError.commandNotFound("The command caf\u00e9 has not been found"), QmpValue.of("x"));
        assertThat(write(failure))
                .isEqualTo("{\"id\": \"x\", \"error\": {\"class\": \"CommandNotFound\", "
                        + "\"desc\": \"The command caf\\u00E9 has not been found\"}}\r\n");
    }

    @Test
    void writesEventsWithDataIfThereIsAny() {
        Timestamp time = new Timestamp(1700000000, 123456);
        assertThat(write(new Event("STOP", QmpObject.EMPTY, time)))
                .isEqualTo(
                        "{\"timestamp\": {\"seconds\": 1700000000, \"microseconds\": 123456}, \"event\": \"STOP\"}\r\n");
        QmpObject data = QmpObject.of("reason", QmpValue.of("host-qmp-quit"), "guest", QmpValue.of(false));
        assertThat(write(new Event("SHUTDOWN", data, Timestamp.UNKNOWN)))
                .isEqualTo("{\"timestamp\": {\"seconds\": -1, \"microseconds\": -1}, \"event\": \"SHUTDOWN\", "
                        + "\"data\": {\"guest\": false, \"reason\": \"host-qmp-quit\"}}\r\n");
    }

    @Test
    void numbersInRequestsStayApartFromIntegers() {
        JsonMessageWriter client = new JsonMessageWriter(WireFormat.CLIENT, new EncodedResultCache());
        QmpArray numbers =
                new QmpArray(List.of(QmpValue.of(1), QmpValue.of(1.0), QmpValue.of(-0.0), QmpValue.of(1e30)));
        Request request = new Request("c", QmpObject.of("numbers", numbers), null, false);
        assertThat(text(client.write(request))).contains("[1, 1.0, -0.0, 1e+30]");
    }

    @Test
    void writesResultsInTheirOwnOrderIfTheyKeepIt() {
        Reply.Success sorted = new Reply.Success(ORDERS.get(0), null);
        String qemus = write(sorted);
        assertThat(write(new Reply.Success(ORDERS.get(1), null))).isEqualTo(qemus);

        assertThat(write(sorted.keepingOrder()))
                .isEqualTo("{\"return\": {\"id\": 1, \"class\": {\"b\": 2, \"a\": 3}}}\r\n");
        assertThat(write(new Reply.Success(ORDERS.get(1), QmpValue.of(7), true)))
                .isEqualTo("{\"return\": {\"class\": {\"a\": 3, \"b\": 2}, \"id\": 1}, \"id\": 7}\r\n");
        assertThat(write(sorted)).as("the next message").isEqualTo(qemus);
    }

    @Test
    void writesTheDataOfEventsInTheirOwnOrderIfTheyKeepIt() {
        Event sorted = new Event("X", ORDERS.get(0), Timestamp.UNKNOWN);
        String qemus = write(sorted);
        assertThat(write(sorted.withData(ORDERS.get(1)))).isEqualTo(qemus);

        assertThat(write(sorted.keepingOrder()))
                .endsWith("\"data\": {\"id\": 1, \"class\": {\"b\": 2, \"a\": 3}}}\r\n");
        assertThat(write(sorted.keepingOrder().withData(ORDERS.get(1))))
                .endsWith("\"data\": {\"class\": {\"a\": 3, \"b\": 2}, \"id\": 1}}\r\n");
        assertThat(write(sorted)).as("the next message").isEqualTo(qemus);
    }

    @Test
    void writesGreetingsInTheirOwnOrderIfTheyKeepIt() {
        Greeting sorted = new Greeting(ORDERS.get(0));
        String qemus = write(sorted);
        assertThat(write(new Greeting(ORDERS.get(1)))).isEqualTo(qemus);

        assertThat(write(sorted.keepingOrder()))
                .isEqualTo("{\"QMP\": {\"id\": 1, \"class\": {\"b\": 2, \"a\": 3}}}\r\n");
        assertThat(write(sorted)).as("the next message").isEqualTo(qemus);
    }

    @Test
    void largeResultsAreKeptApartByTheirOrder() {
        QmpObject large = QmpObject.of("x", QmpValue.of("y".repeat(5000)), "a", QmpValue.of(1));
        QmpObject backwards = QmpObject.of("a", QmpValue.of(1), "x", QmpValue.of("y".repeat(5000)));
        for (QmpObject result : List.of(large, backwards)) {
            String sorted = write(new Reply.Success(result, null));
            String kept = write(new Reply.Success(result, null, true));
            for (int i = 0; i < 3; i++) {
                assertThat(write(new Reply.Success(result, null))).isEqualTo(sorted);
                assertThat(write(new Reply.Success(result, null, true))).isEqualTo(kept);
            }
        }
        assertThat(write(new Reply.Success(large, null))).isEqualTo(write(new Reply.Success(backwards, null)));
        assertThat(write(new Reply.Success(large, null, true))).startsWith("{\"return\": {\"x\": ");
        assertThat(write(new Reply.Success(backwards, null, true))).startsWith("{\"return\": {\"a\": ");
    }

    @Test
    void anOrderThatIsKeptEndsWithAMessageThatCannotBeWritten() {
        Reply.Success plain = new Reply.Success(ORDERS.get(0), null);
        String qemus = write(plain);
        QmpValue deep = QmpValue.of(1);
        for (int i = 0; i < 200_000; i++) {
            deep = QmpArray.of(deep);
        }
        Reply.Success endless = new Reply.Success(deep, null, true);
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> server.write(endless));
        assertThat(write(plain)).isEqualTo(qemus);
    }

    @Test
    void writesRequestsWithTheirArgumentsInTheirOrder() {
        JsonMessageWriter client = new JsonMessageWriter(WireFormat.CLIENT, new EncodedResultCache());
        QmpObject arguments = QmpObject.of("id", QmpValue.of("a"), "class", QmpValue.of("b"));
        assertThat(text(client.write(new Request("do", arguments, QmpValue.of(1), false))))
                .isEqualTo("{\"execute\": \"do\", \"arguments\": {\"id\": \"a\", \"class\": \"b\"}, \"id\": 1}\r\n");
        assertThat(text(client.write(new Request("do", QmpObject.EMPTY, null, true))))
                .isEqualTo("{\"exec-oob\": \"do\"}\r\n");
    }

    @Test
    void endsLinesAsTheFormatSays() {
        JsonMessageWriter agent = new JsonMessageWriter(WireFormat.AGENT, new EncodedResultCache());
        assertThat(text(agent.write(new Reply.Success(QmpValue.of(77), null)))).isEqualTo("{\"return\": 77}\n");
    }

    @Test
    void writesOneMemberALineIfPretty() {
        JsonMessageWriter pretty = new JsonMessageWriter(WireFormat.PRETTY_SERVER, new EncodedResultCache());
        assertThat(text(pretty.write(new Reply.Failure(QmpError.generic("no"), QmpArray.of()))))
                .isEqualTo(
                        "{\r\n    \"id\": [\r\n    ],\r\n    \"error\": {\r\n        \"class\": \"GenericError\",\r\n"
                                + "        \"desc\": \"no\"\r\n    }\r\n}\r\n");
    }

    @Test
    void writesNumbersAsQemuDoes() {
        QmpArray numbers = QmpArray.of(
                QmpValue.of(Long.MIN_VALUE),
                QmpValue.of(Long.MAX_VALUE),
                QmpValue.of(0),
                QmpValue.of(10),
                QmpValue.of(-7),
                QmpValue.of(0.1),
                QmpValue.of(1.0),
                QmpValue.of(Double.POSITIVE_INFINITY));
        assertThat(write(new Reply.Success(numbers, null)))
                .isEqualTo("{\"return\": [-9223372036854775808, 9223372036854775807, 0, 10, -7, "
                        + "0.10000000000000001, 1, inf]}\r\n");
    }

    @Test
    void refusesToWriteWhatIsNoMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.write(new Malformed(QmpError.generic("x"), null, false)));
        assertThat(write(new Reply.Success(QmpObject.EMPTY, null))).isEqualTo("{\"return\": {}}\r\n");
    }

    @Test
    void smallMessagesFollowLargeOnes() {
        QmpValue large = QmpValue.of("x".repeat(1 << 20));
        assertThat(write(new Reply.Success(large, null))).hasSize((1 << 20) + 16);
        assertThat(write(new Reply.Success(QmpObject.EMPTY, null))).isEqualTo("{\"return\": {}}\r\n");
    }

    private String write(QmpMessage message) {
        return text(server.write(message));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes).toString();
    }
}

package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
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

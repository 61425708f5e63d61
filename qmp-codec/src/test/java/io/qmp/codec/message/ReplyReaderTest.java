package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Timestamp;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    private final ReplyReader reader = new ReplyReader(ReaderLimits.QEMU);

    @Test
    void readsAGreeting() {
        QmpMessage message = one("{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 13, \"minor\": 0, \"major\": 10}, "
                + "\"package\": \"Debian\"}, \"capabilities\": [\"oob\", \"new\"], \"more\": 1}}\r\n");
        assertThat(message).isInstanceOfSatisfying(Greeting.class, greeting -> {
            assertThat(greeting.version().orElseThrow().qemu()).isEqualTo(new VersionTriple(10, 0, 13));
            assertThat(greeting.capabilities()).containsExactly("oob", "new");
        });
    }

    @Test
    void readsReplies() {
        assertThat(one("{\"return\": {}, \"id\": 7}")).isEqualTo(new Reply.Success(QmpObject.EMPTY, QmpValue.of(7)));
        assertThat(one("{\"return\": [1]}")).isEqualTo(new Reply.Success(QmpArray.of(QmpValue.of(1)), null));
        assertThat(one("{\"id\": 7, \"error\": {\"class\": \"NewClass\", \"desc\": \"why\"}}"))
                .isEqualTo(new Reply.Failure(new QmpError("NewClass", "why"), QmpValue.of(7)));
    }

    @Test
    void readsEvents() {
        assertThat(one("{\"timestamp\": {\"seconds\": 17, \"microseconds\": 12}, \"event\": \"STOP\"}"))
                .isEqualTo(new Event("STOP", QmpObject.EMPTY, new Timestamp(17, 12)));
        assertThat(
                        one(
                                "{\"timestamp\": {\"seconds\": -1, \"microseconds\": -1}, \"event\": \"X\", \"data\": {\"a\": 1}}"))
                .isEqualTo(new Event("X", QmpObject.of("a", QmpValue.of(1)), Timestamp.UNKNOWN));
    }

    @Test
    void defaultsWhatIsMissingAndIgnoresWhatIsTooMuch() {
        assertThat(one("{\"error\": {}, \"more\": 1}")).isEqualTo(new Reply.Failure(QmpError.generic(""), null));
        assertThat(one("{\"event\": \"X\", \"more\": 1}"))
                .isEqualTo(new Event("X", QmpObject.EMPTY, Timestamp.UNKNOWN));
        assertThat(one("{\"event\": \"X\", \"timestamp\": {\"seconds\": 1}}"))
                .isEqualTo(new Event("X", QmpObject.EMPTY, Timestamp.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": 7}",
                "{\"QMP\": 1, \"id\": 7}",
                "{\"error\": \"why\", \"id\": 7}",
                "{\"event\": 1, \"id\": 7}",
                "{\"event\": \"X\", \"data\": 1, \"id\": 7}",
            })
    void whatCannotBeToldIsMalformedAndKeepsItsId(String text) {
        assertThat(one(text))
                .isInstanceOfSatisfying(
                        Malformed.class, malformed -> assertThat(malformed.id()).isEqualTo(QmpValue.of(7)));
    }

    @Test
    void whatIsNoObjectIsMalformed() {
        assertThat(one("[]")).isInstanceOf(Malformed.class);
        assertThat(one("{\"return\": }")).isInstanceOf(Malformed.class);
    }

    @Test
    void numbersThatAreNotJsonSurvive() {
        assertThat(one("{\"return\": {\"a\": inf, \"b\": [-inf, nan, -nan]}, \"id\": inf}"))
                .isEqualTo(new Reply.Success(
                        QmpObject.of(
                                "a",
                                QmpValue.of(Double.POSITIVE_INFINITY),
                                "b",
                                QmpArray.of(
                                        QmpValue.of(Double.NEGATIVE_INFINITY),
                                        QmpValue.of(Double.NaN),
                                        QmpValue.of(Double.NaN))),
                        QmpValue.of(Double.POSITIVE_INFINITY)));
    }

    @Test
    void theSentinelOfAGuestAgentIsPassedOver() {
        assertThat(all("\u00ff{\"return\": 77}\n")).containsExactly(new Reply.Success(QmpValue.of(77), null));
    }

    @Test
    void theSentinelEndsWhatIsUnfinished() {
        assertThat(all("{\"return\": {\"a\": \"b\u00ff{\"return\": 77}\n"))
                .containsExactly(
                        new Malformed(
                                QmpError.generic("JSON parse error, stray '\"b\\ufffd', at byte 20 near \\xff"),
                                null,
                                false,
                                Malformed.Kind.REPLY),
                        new Reply.Success(QmpValue.of(77), null));
    }

    private QmpMessage one(String text) {
        List<QmpMessage> all = all(text);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<QmpMessage> all(String latin1) {
        reader.feed(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)));
        List<QmpMessage> all = new ArrayList<>();
        for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
            all.add(message);
        }
        return all;
    }
}

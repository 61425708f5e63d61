package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Timestamp;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.functional.Inputs;
import io.qmp.codec.json.MemberReader;
import io.qmp.codec.json.SyntaxException;
import io.qmp.codec.json.ValueReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies and events read member by member are the messages that their objects are. */
class PlainReplyTest {
    private static final String[] MEMBERS = {
        "\"return\": {}",
        "\"return\": [1, {\"x\": null}]",
        "\"return\": {\"x\": 1, \"x\": 1}",
        "\"id\": 1",
        "\"id\": null",
        "\"event\": \"STOP\"",
        "\"event\": \"\\u0053TOP\"",
        "\"event\": 1",
        "\"data\": {}",
        "\"data\": {\"offset\": 1}",
        "\"data\": [1]",
        "\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}",
        "\"timestamp\": {\"microseconds\": -1, \"seconds\": -1}",
        "\"timestamp\": {\"seconds\": 1.5, \"microseconds\": 2}",
        "\"timestamp\": {\"seconds\": 1}",
        "\"timestamp\": {\"seconds\": 1, \"seconds\": 1, \"microseconds\": 2}",
        "\"timestamp\": {\"seconds\": 1, \"microseconds\": 2, \"zone\": {}}",
        "\"timestamp\": {}",
        "\"timestamp\": 1",
        "\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}",
        "\"QMP\": {}",
        "\"other\": true",
        "1: 2",
    };

    @Test
    void repliesAndEventsAreReadWithoutAnObject() throws SyntaxException {
        assertThat(quickly("{\"return\": {\"x\": 1}, \"id\": 2}"))
                .isEqualTo(new Reply.Success(QmpObject.of("x", new QmpLong(1)), new QmpLong(2)));
        assertThat(quickly("{\"timestamp\": {\"seconds\": 3, \"microseconds\": 4}, \"event\": \"STOP\"}"))
                .isEqualTo(new Event("STOP", QmpObject.EMPTY, new Timestamp(3, 4)));
        assertThat(quickly("{\"event\": \"RTC\", \"data\": {\"x\": 1}}"))
                .isEqualTo(new Event("RTC", QmpObject.of("x", new QmpLong(1)), Timestamp.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"return\": {}, \"return\": {}}",
                "{\"return\": {}, \"id\": 1, \"id\": 1}",
                "{\"return\": {}, \"event\": \"STOP\"}",
                "{\"event\": \"STOP\", \"id\": 1}",
                "{\"event\": \"STOP\", \"timestamp\": 1}",
                "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1}}",
                "{\"return\": {}, \"x\": 1}",
                "{\"return\": {},}",
                "{\"error\": {}}"
            })
    void whatIsUnusualIsLeftToTheOtherWay(String text) throws SyntaxException {
        assertThat(quickly(text)).isNull();
    }

    @Property
    void bothWaysAgree(@ForAll("texts") String text) {
        compare(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property
    void bothWaysAgreeOnAnyInput(@ForAll("inputs") byte[] input) {
        compare(input);
    }

    private static void compare(byte[] input) {
        ValueReader values = new ValueReader(Dialect.WRITTEN_BY_QEMU, ReaderLimits.QEMU);
        values.feed(ByteBuffer.wrap(input));
        while (true) {
            try {
                if (!values.nextText()) {
                    return;
                }
                MemberReader members = values.members();
                QmpMessage quick = members == null ? null : ReplyReader.message(members);
                if (quick != null) {
                    assertThat(new ReplyReader(ReaderLimits.QEMU).message(values.value()))
                            .isEqualTo(quick);
                }
            } catch (SyntaxException e) {
                assertThat(e.desc()).startsWith("JSON ");
            }
        }
    }

    private static @Nullable QmpMessage quickly(String text) throws SyntaxException {
        ValueReader values = new ValueReader(Dialect.WRITTEN_BY_QEMU, ReaderLimits.QEMU);
        values.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        assertThat(values.nextText()).isTrue();
        MemberReader members = values.members();
        assertThat(members).isNotNull();
        return ReplyReader.message(members);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(MEMBERS).list().ofMaxSize(5).map(all -> "{" + String.join(", ", all) + "}");
    }

    @Provide
    Arbitrary<byte[]> inputs() {
        return Inputs.objects();
    }
}

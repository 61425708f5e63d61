package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Request;
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

/** Requests read member by member are the requests that their objects are. */
class PlainRequestTest {
    private static final String[] MEMBERS = {
        "\"execute\": \"a\"",
        "\"execute\": \"\\u0061\"",
        "\"execute\": 1",
        "\"exec-oob\": \"b\"",
        "\"arguments\": {}",
        "\"arguments\": {\"x\": [1, null]}",
        "\"arguments\": {\"x\": 1, \"x\": 1}",
        "\"arguments\": [1}",
        "\"id\": 1",
        "\"id\": nan",
        "\"other\": true",
        "1: 2",
    };

    @Test
    void aRequestWithAllMembersIsReadWithoutAnObject() throws SyntaxException {
        Request request = new Request("a", QmpObject.of("x", new QmpLong(1)), new QmpLong(2), false);
        assertThat(quickly("{\"id\": 2, \"arguments\" : {\"x\": 1}, \"execute\": \"a\"}", false))
                .isEqualTo(request);
        assertThat(quickly("{\"exec-oob\":\"b\"}", true)).isEqualTo(new Request("b", QmpObject.EMPTY, null, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"execute\": \"a\", \"execute\": \"a\"}",
                "{\"execute\": \"a\", \"id\": 1, \"id\": 1}",
                "{\"exec-oob\": \"a\"}",
                "{\"execute\": \"a\", \"x\": 1}",
                "{\"execute\": \"a\" \"id\": 1}",
                "{\"execute\": \"a\",}"
            })
    void faultsAreLeftToTheExactWay(String text) throws SyntaxException {
        assertThat(quickly(text, false)).isNull();
        RequestReader reader = new RequestReader(ReaderLimits.QEMU);
        reader.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        assertThat(reader.next()).isInstanceOf(Malformed.class);
    }

    @Property
    void bothWaysAgree(@ForAll("texts") String text, @ForAll boolean oob) {
        compare(text.getBytes(StandardCharsets.ISO_8859_1), oob);
    }

    @Property
    void bothWaysAgreeOnAnyInput(@ForAll("inputs") byte[] input, @ForAll boolean oob) {
        compare(input, oob);
    }

    private static void compare(byte[] input, boolean oob) {
        ValueReader values = new ValueReader(Dialect.READ_BY_QEMU, ReaderLimits.QEMU);
        RequestReader reader = reader(oob);
        values.feed(ByteBuffer.wrap(input));
        while (true) {
            try {
                if (!values.nextText()) {
                    return;
                }
                MemberReader members = values.members();
                QmpMessage quick = members == null ? null : reader.message(members);
                if (quick != null) {
                    assertThat(reader.message(values.value())).isEqualTo(quick);
                }
            } catch (SyntaxException e) {
                assertThat(e.desc()).startsWith("JSON ");
            }
        }
    }

    private static RequestReader reader(boolean oob) {
        RequestReader reader = new RequestReader(ReaderLimits.QEMU);
        if (oob) {
            reader.enableOob();
        }
        return reader;
    }

    private static @Nullable QmpMessage quickly(String text, boolean oob) throws SyntaxException {
        ValueReader values = new ValueReader(Dialect.READ_BY_QEMU, ReaderLimits.QEMU);
        values.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        assertThat(values.nextText()).isTrue();
        MemberReader members = values.members();
        assertThat(members).isNotNull();
        return reader(oob).message(members);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(MEMBERS).list().ofMaxSize(5).map(all -> "{" + String.join(", ", all) + "}");
    }

    @Provide
    Arbitrary<byte[]> inputs() {
        return Inputs.requests();
    }
}

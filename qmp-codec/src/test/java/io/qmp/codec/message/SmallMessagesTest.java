package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.QmpMessage;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.functional.Inputs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small messages, which are read without looking for their end before, are the messages that are found byte by byte.
 * Limits that a small text could exceed switch that way off.
 */
class SmallMessagesTest {
    private static final ReaderLimits SWITCHED_OFF = new ReaderLimits(64 << 20, 64 << 20, 1 << 21, 512);

    private static final List<Function<ReaderLimits, MessageReader>> READERS =
            List.of(ReplyReader::new, RequestReader::new, RequestReader::placing);

    private static final String[] PIECES = {
        "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1, \"microseconds\": 2}}",
        "{\"event\": \"RTC\", \"data\": {\"offset\": -10, \"path\": \"/machine\"}}",
        "{\"return\": {\"status\": \"running\", \"x\": [true, false, null, 1.5e3, 0]}, \"id\": 7}",
        "{\"return\": {}, \"id\": \"a\"}",
        "{\"error\": {\"class\": \"GenericError\", \"desc\": \"Device 'x' not found\"}, \"id\": 7}",
        "{\"execute\": \"query-status\", \"id\": 1}",
        "{\"execute\": \"eject\", \"arguments\": {\"id\": \"{[\"}}",
        "{\"execute\": \"cont\"}",
        "{\"execute\":",
        "{\"event\": \"ST",
        "\"}",
        "\\\"",
        "{\"return\": ",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "'",
        "\\",
        "1",
        "0e0",
        "01",
        "-",
        "nul",
        "nan",
        "true",
        "\u00ff",
        "\u0000",
        "\u0001",
        "\r\n",
        "\n",
        "\n",
        " ",
        "\t",
    };

    @Property
    void wholeMessagesAreThoseOfPieces(@ForAll("sequences") String text) {
        compare(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 300)
    void anyInputIsTheSameInPieces(@ForAll("inputs") byte[] input) {
        compare(input);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"return\": {}]}",
                "{\"return\": [}, \"id\": 1]",
                "{\"return\": {}}}{\"return\": {}}",
                "{\"return\": 1 \"id\": 2}",
                "{\"return\": {} {\"return\": {}}",
                "{\"return\":\n{}, \"id\":\n1}",
                "{\"return\": tru}{\"return\": {}}",
                "{\"return\": 01}{\"return\": {}}",
                "{\"return\": {\"a\": 1\n{\"return\": {}}\n}}",
                "{\"return\": \"a\nb\"}\n{\"return\": {}}",
                "'x'{\"return\": {}}",
                "{'return': {}}",
                "{\"return\": \"\\\"}\"}{\"return\": {}}",
                "\u00ff{\"return\": {}}",
                "{\"execute\": \"a\"}{\"execute\": \"b\"} [{\"execute\": \"c\"}",
            })
    void whatIsOddIsFoundAsEver(String text) {
        compare(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void compare(byte[] input) {
        for (Function<ReaderLimits, MessageReader> reader : READERS) {
            List<QmpMessage> expected = messages(reader.apply(SWITCHED_OFF), input, input.length);
            for (int size : new int[] {input.length, 1, 7, 50}) {
                assertThat(messages(reader.apply(ReaderLimits.QEMU), input, Math.max(1, size)))
                        .isEqualTo(expected);
            }
        }
    }

    private static List<QmpMessage> messages(MessageReader reader, byte[] input, int size) {
        List<QmpMessage> all = new ArrayList<>();
        for (int from = 0; from < input.length; from += size) {
            reader.feed(ByteBuffer.wrap(input, from, Math.min(size, input.length - from)));
            for (QmpMessage next = reader.next(); next != null; next = reader.next()) {
                all.add(next);
            }
        }
        return all;
    }

    @Provide
    Arbitrary<String> sequences() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(8).map(all -> String.join("", all));
    }

    @Provide
    Arbitrary<byte[]> inputs() {
        return Arbitraries.oneOf(Inputs.soup(), Inputs.requests(), Inputs.objects());
    }
}

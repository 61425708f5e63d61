package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Request;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.JsonWireCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Syntax errors as QEMU 11.1 tells them: with line and column, at once, and one in a message. */
class PlacedErrorsTest {
    private static final VersionTriple V11_1 = new VersionTriple(11, 1, 3);
    private static final String PIECES = "{}[]:,\"'\\ \n\t@;0123.-eE+tfnula\u00e9x";

    private final JsonWireCodec codec = new JsonWireCodec();

    private MessageReader reader() {
        return codec.newRequestReader(ReaderLimits.QEMU, V11_1);
    }

    /** What is found in a text that comes in one piece. */
    private List<String> found(String text) {
        return found(reader(), text);
    }

    private static List<String> found(MessageReader reader, String text) {
        reader.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        List<String> found = new ArrayList<>();
        for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
            found.add(
                    message instanceof Malformed malformed
                            ? malformed.error().desc().replace("JSON parse error, ", "")
                            : ((Request) message).command());
        }
        return found;
    }

    /** The same text, byte by byte. */
    private List<String> foundInPieces(String text) {
        MessageReader reader = reader();
        List<String> found = new ArrayList<>();
        text.chars().forEach(each -> found.addAll(found(reader, Character.toString(each))));
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\\n  @\\n}\\n   foo\\n | 2:3: stray '@'; 3:1: expecting value; 4:4: invalid keyword 'foo'",
                "{\"execute\":\"a\"}@ | a; 1:16: stray '@'",
                "\\n{\"execute\":\"a\"}{\"execute\":\"b\"}} | a; b; 2:31: expecting value",
                "\\r\\n\\r\\t@ | 2:3: stray '@'",
                "{\"\\303\\251\":; | 1:7: stray ';'",
                "\\s\\s\"abc\\1 | 1:3: stray '\"abc\\1'",
                "[1, \"a\\\\qb\"] | 1:5: invalid escape sequence in string",
                "\\s1.x | 1:2: stray '1.x'",
                "[1} | 1:4: expected ',' or ']'",
                "[true; | 1:7: stray ';'",
                "{\"a\":1:2} | 1:8: expected ',' or '}'",
                "[1 }] | 1:4: expected ',' or ']'; 1:5: expecting value",
                "[1,,\\n] | 1:4: expecting value",
                "@x} | 1:1: stray '@'; 1:4: expecting value",
                "@@\\1 | 1:1: stray '@'; 1:4: stray '\\1'",
                "\"a\\n} | 1:1: stray '\"a\\n'; 2:2: expecting value",
                "{\"a\":1,\"a\":[1,2]} | 1:17: duplicate key",
                "{\"a\":1,\"a\":\"xyz\"} | 1:12: duplicate key",
                "{1:2} | 1:2: expecting key",
                "{\"a\" 1} | 1:6: expecting ':'",
                "{\"a\":1 \"b\"} | 1:8: expected ',' or '}'",
                "[1 2] | 1:4: expected ',' or ']'",
                "{\"a\":1,} | 1:8: expecting key",
                "{foo:1} | 1:2: expecting key",
                "[foo,bar,\"\\\\q\",{,}] | 1:2: invalid keyword 'foo'",
                "[foo,; | 1:2: invalid keyword 'foo'",
                "[}] | 1:2: expecting value; 1:3: expecting value",
                "12}  | QMP input must be a JSON object; 1:4: expecting value",
            })
    void errorsHaveTheirPlace(String text, String expected) {
        String input = text.translateEscapes();
        List<String> errors = List.of(expected.translateEscapes().split("; (?=\\d|[ab]|QMP)"));

        assertThat(found(input)).isEqualTo(errors);
        assertThat(foundInPieces(input + " ")).isEqualTo(errors);
    }

    @Test
    void anErrorIsToldBeforeTheMessageEnds() {
        MessageReader reader = reader();

        assertThat(found(reader, "\n{\"a\":1,,")).containsExactly("2:8: expecting key");
        assertThat(found(reader, "\"b\":[1,2],")).isEmpty();
        assertThat(found(reader, "3}")).isEmpty();
        assertThat(found(reader, "{\"execute\":\"c\"}")).containsExactly("c");
    }

    @Test
    void aBracketThatDoesNotFitIsToldAtOnce() {
        MessageReader reader = reader();

        assertThat(found(reader, "[{]")).containsExactly("1:3: expecting key");
        assertThat(found(reader, "} {\"execute\":\"c\"}")).containsExactly("c");
    }

    @Test
    void limitsHaveNoPlaceAndAreToldOnce() {
        MessageReader reader = reader();

        assertThat(found(reader, "[".repeat(1025))).containsExactly("JSON nesting depth limit exceeded");
        assertThat(found(reader, "]]]{\"execute\":\"hidden\"}")).isEmpty();
        assertThat(found(reader, "]".repeat(1022) + "\n}")).containsExactly("2:1: expecting value");
    }

    @Test
    void longTextsAreCut() {
        assertThat(found("\"" + "x".repeat(2000) + "\u0001").get(0)).hasSize("1:1: ".length() + 1023);
    }

    @Test
    void resynchronizingIsSilentInASpoiltMessage() {
        assertThat(found("[foo \u00ff{\"execute\":\"c\"}")).containsExactly("1:2: invalid keyword 'foo'", "c");
    }

    /** Older versions read on behind an error; whether there is one, and what is a request, is the same. */
    @Test
    void theSameIsFoundInPiecesOfAnySize() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(
                        random.nextInt(6) == 0
                                ? "{\"execute\":\"c\"}"
                                : Character.toString(PIECES.charAt(random.nextInt(PIECES.length()))));
            }
            text.append("\n");

            assertThat(foundInPieces(text.toString())).as(text.toString()).isEqualTo(found(text.toString()));
        }
    }
}

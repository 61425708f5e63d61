package io.qmp.codec.functional;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Input made of what matters to lexer and parser: pieces of tokens, whole tokens, broken ones, requests around
 * them.
 */
public final class Inputs {
    private static final String[] PIECES = {
        "{", "}", "[", "]", ":", ",", "\"", "'", "\\", " ", "\t", "\n", "\r", "-", "0", "1", "9", ".", "e", "E", "+",
        "a", "z", "u", "A", "\0", "\u0001", "\u001f", "\u007f", "%", "#", "/", "_",
    };
    private static final String[] TOKENS = {
        "true",
        "false",
        "null",
        "nan",
        "inf",
        "-inf",
        "query",
        "0",
        "-0",
        "12",
        "-7",
        "0.0",
        "-0.0",
        "1.5",
        "0.1",
        "1e3",
        "1E+3",
        "1e-3",
        "1e400",
        "-1e400",
        "1e-400",
        "0e0",
        "01",
        "1.",
        "1e",
        "1e+",
        ".5",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
        "0.30000000000000004",
        "123456.789e-3",
        "5e-324",
        "1.7976931348623157e308",
        "4.35",
        "1e16",
        "1e17",
        "12345678901234567.5",
        "\"\"",
        "\"a\"",
        "'a'",
        "\"b c\"",
        "\"\\n\"",
        "\"\\u0041\"",
        "\"\\u0000\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\uffff\"",
        "\"\\ufdd0\"",
        "\"\\uDBFF\\uDFFF\"",
        "\"\\ud83d\\u0041\"",
        "\"\\u12\"",
        "\"\\u\"",
        "\"\\x\"",
        "\"\\'\"",
        "'\\\"'",
        "\"id\"",
        "\"execute\"",
        "\"arguments\"",
        "\"exec-oob\"",
        "\"\u00e9\"",
        "\"\u20ac\"",
        "\"\ud83d\ude00\"",
        "\"\uffff\"",
        "\"\u007f\"",
        "{}",
        "[]",
        "[1,2]",
        "{\"a\":1}",
        "{\"a\":1,\"b\":[{}]}",
        "{\"a\":1,\"a\":2}",
        "{\"b\":1,\"a\":{\"c\":[]}}",
        "[1 2]",
        "[1,]",
        "{,",
        "[}",
        "{]",
    };
    private static final String[] SEQUENCES = {
        "\u00c0\u0080",
        "\u00c3",
        "\u00c3\u00a9",
        "\u00e2\u0082",
        "\u00e2\u0082\u00ac",
        "\u00ed\u00a0\u0080",
        "\u00ef\u00bf\u00bf",
        "\u00f0\u009f\u0098",
        "\u00f0\u009f\u0098\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00f8\u0088\u0080\u0080\u0080",
        "\u00fc\u0084\u0080\u0080\u0080\u0080",
        "\u0080",
        "\u00c0\u00af",
        "\u00fe",
        "\u00ff",
        "\u00fd",
        "\u00ef\u00bb\u00bf",
    };

    private Inputs() {}

    /** Anything at all. */
    public static Arbitrary<byte[]> soup() {
        return fragment().list().ofMaxSize(24).map(Inputs::join);
    }

    /** Requests with anything as their id, name or arguments, and soup between them. */
    public static Arbitrary<byte[]> requests() {
        Arbitrary<byte[]> request = Arbitraries.of(
                        "{\"execute\":\"x\",\"id\":#}",
                        "{\"execute\":#}",
                        "{\"execute\":\"x\",\"arguments\":#,\"id\":[#,#]}",
                        "{\"id\":{\"a\":#,\"b\":#,\"c\":#},\"execute\":\"y\"}",
                        "{'execute':'x','id':\"#\"}",
                        "{\"execute\":\"x\",#:1,\"id\":#}",
                        "{\"exec-oob\":\"x\",\"id\":#}",
                        "{\"exec-oob\":#,\"execute\":\"x\"#}",
                        "[#,#]",
                        "#")
                .flatMap(frame -> fragment().list().ofSize(3).map(values -> Tuple.of(frame, values)))
                .map(pair -> fill(pair.get1(), pair.get2()));
        return Arbitraries.oneOf(request, request, request, soup())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(Inputs::join);
    }

    /** Requests whose id is an object of many members, so that several share a bucket. */
    public static Arbitrary<byte[]> objects() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('a', 'd').ofMinLength(1).ofMaxLength(5),
                Arbitraries.strings().withChars("-_ a0\u007f\u00e9\u20ac").ofMaxLength(9),
                Arbitraries.of("\\u0000", "a\\u0000", "\\n", "\ud83d\ude00", "id", "data", "major", "minor", "micro"));
        return names.set()
                .ofMaxSize(60)
                .map(all -> all.stream().map(name -> '"' + name + "\":1").collect(Collectors.joining(",")))
                .map(members -> utf8("{\"execute\":\"x\",\"id\":{" + members + "}}"));
    }

    private static Arbitrary<byte[]> fragment() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(PIECES).map(Inputs::utf8)),
                Tuple.of(6, Arbitraries.of(TOKENS).map(Inputs::utf8)),
                Tuple.of(2, Arbitraries.of(SEQUENCES).map(Inputs::latin1)),
                Tuple.of(1, Arbitraries.bytes().map(each -> new byte[] {each})),
                Tuple.of(1, Arbitraries.doubles().map(each -> utf8(String.valueOf(each)))),
                Tuple.of(1, Arbitraries.longs().map(each -> utf8(String.valueOf(each)))));
    }

    private static byte[] fill(String frame, List<byte[]> values) {
        ByteArrayOutputStream filled = new ByteArrayOutputStream();
        int next = 0;
        for (char each : frame.toCharArray()) {
            if (each == '#') {
                filled.writeBytes(values.get(next++ % values.size()));
            } else {
                filled.write(each);
            }
        }
        return filled.toByteArray();
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

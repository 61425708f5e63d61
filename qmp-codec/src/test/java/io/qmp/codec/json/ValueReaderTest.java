package io.qmp.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.frame.Dialect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of errors, and where reading goes on behind them. */
class ValueReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":}        | expecting value",
                "[1,]            | expecting value",
                "[,1]            | expecting value",
                "{,\"a\":1}      | expecting value",
                "{\"a\":1,}      | expecting value",
                "{\"a\":1,,}     | expecting value",
                "{\"a\"::1}      | expecting value",
                "{:1}            | expecting value",
                "}               | expecting value",
                "]               | expecting value",
                "`,`             | expecting value",
                ":               | expecting value",
                "[}              | expecting value",
                "{]              | expecting value",
                "[{]}            | expecting value",
                "{\"a\":1 \"b\"} | expected separator in dict",
                "{\"a\":0e0}     | expected separator in dict",
                "[1 2]           | expected separator in list",
                "[1-2]           | expected separator in list",
                "[\"a\":1]       | expected separator in list",
                "[1,2}           | expected separator in list",
                "{\"a\":[1}]     | expected separator in list",
                "{\"a\"}         | missing : in object pair",
                "{\"a\" 1}       | missing : in object pair",
                "{1:2}           | key is not a string in object",
                "{null:1}        | key is not a string in object",
                "{{}:1}          | key is not a string in object",
                "{[]}            | key is not a string in object",
                "{\"a\":1,\"a\":2}            | duplicate key",
                "{\"a\":{\"b\":1,\"b\":2}}    | duplicate key",
                "{\"a\":1,\"\\u0061\":2}      | duplicate key",
                "{\"a\":1,\"a\":x}            | invalid keyword 'x'",
                "[nul]           | invalid keyword 'nul'",
                "{nul:1}         | invalid keyword 'nul'",
                "[\"\\x\"]       | invalid escape sequence in string",
                "{\"\\q\":1}     | invalid escape sequence in string",
                "[\"\\q\\ud800\"]             | invalid escape sequence in string",
                "[\"\u00e9\"]    | invalid UTF-8 sequence in string",
                "[\"\u00e2\u0082\"]           | invalid UTF-8 sequence in string",
                "[\"\u00ed\u00a0\u0080\"]     | invalid UTF-8 sequence in string",
                "[\"\u00ef\u00bf\u00bf\"]     | invalid UTF-8 sequence in string",
                "[\"\u00ef\u00b7\u0090\"]     | invalid UTF-8 sequence in string",
                "[\"\u00f4\u0090\u0080\u0080\"] | invalid UTF-8 sequence in string",
                "[\"\u00c0\u00af\"]           | invalid UTF-8 sequence in string",
                "[\"\\ud800\"]   | \\ud800 is not a valid Unicode character",
                "[\"\\uDC00\"]   | \\uDC00 is not a valid Unicode character",
                "[\"\\uDE00\\uD83D\"]         | \\uDE00 is not a valid Unicode character",
                "[\"\\ud83d\\u0041\"]         | \\ud83d is not a valid Unicode character",
                "[\"\\uDBFF\\uDFFF\"]         | \\uDBFF\\uDFFF is not a valid Unicode character",
                "[\"\\ufdd0\"]   | \\ufdd0 is not a valid Unicode character",
                "[\"\\uffff\"]   | \\uffff is not a valid Unicode character",
                "[\"\\u00zz\"]   | \\u00zz is not a valid Unicode character",
                "[\"\\u12\"]     | \\u12\" is not a valid Unicode character",
                "['\\u']         | \\u' is not a valid Unicode character",
                "[\"\\u\u00c3\u00a9\u00c3\u00a9\"] | \\u\u00e9\u00e9 is not a valid Unicode character",
            })
    void tellsWhatBreaksTheGrammar(String text, String reason) {
        assertThat(read(text)).containsExactly("JSON parse error, " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "@                      | @",
                "_                      | _",
                "A                      | A",
                "%s                     | %",
                "\u00ff                 | \ufffd",
                "\u00c3                 | \ufffd",
                "`\u0001`               | `\u0001`",
                "`\u007f`               | `\u007f`",
                "`\"a\t`                | `\"a\t`",
                "`\"a\\\n`              | `\"a\\\n`",
                "\"b\u00ff              | \"b\ufffd",
                "'b\u00fe               | 'b\ufffd",
                "\"a\u00e9b\u00ff       | \"a\ufffdb\ufffd",
                "`\"\u00e2\u0082A\u00ed\u00a0\u0080B\u00c0\u00afC\u00ff` | `\"\ufffdA\ufffdB\ufffdC\ufffd`",
                "`\"\u00f8\u0088\u0080\u0080\u0080A\u0080\u0080\u00ff`   | `\"\ufffdA\ufffd\ufffd\ufffd`",
                "-x                     | -x",
                "--1                    | --",
                "`- 1`                  | `- `",
                "01                     | 01",
                "-01                    | -01",
                "`1.\n`                 | `1.\n`",
                "`1e+ `                 | `1e+ `",
                ".5                     | .",
                "+1                     | +",
            })
    void quotesStrayBytes(String bytes, String quoted) {
        assertThat(read(bytes)).containsExactly("JSON parse error, stray '" + quoted + "'");
    }

    @Test
    void quotesUpToAZero() {
        assertThat(read("\0")).containsExactly("JSON parse error, stray ''");
        assertThat(read("\"query\0")).containsExactly("JSON parse error, stray '\"query'");
    }

    @Test
    void goesOnAfterStrayBytesWhereQemuDoes() {
        assertThat(read("{\"a\";1}[1]"))
                .containsExactly("JSON parse error, stray ';'", "JSON parse error, expecting value", "[1]");
        assertThat(read("1.5.5\n0x1\n"))
                .containsExactly(
                        "1.5", "JSON parse error, stray '.'", "0", "JSON parse error, invalid keyword 'x'", "1");
        assertThat(read("{\"a\" 1}[2]")).containsExactly("JSON parse error, missing : in object pair", "[2]");
    }

    @Test
    void cutsTheTextAboutAKeywordButNotAboutStrayBytes() {
        String cut = ("invalid keyword '" + "z".repeat(2000)).substring(0, 1023);
        assertThat(read("z".repeat(2000) + '\n')).containsExactly("JSON parse error, " + cut);
        String stray = '"' + "s".repeat(3000) + '\n';
        assertThat(read(stray)).containsExactly("JSON parse error, stray '" + stray + "'");
    }

    @Test
    void tellsWhichLimitIsExceeded() {
        ReaderLimits limits = new ReaderLimits(10, 20, 5, 2);
        assertThat(read("[[[", Dialect.READ_BY_QEMU, limits)).containsExactly("JSON nesting depth limit exceeded");
        assertThat(read("'0123456789", Dialect.READ_BY_QEMU, limits)).containsExactly("JSON token size limit exceeded");
        assertThat(read("[1,2,]", Dialect.READ_BY_QEMU, limits)).containsExactly("JSON token count limit exceeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "-inf", "nan", "-nan"})
    void numbersThatAreNotJsonAreReadWhereQemuWritesThem(String word) {
        assertThat(read("[" + word + "]", Dialect.WRITTEN_BY_QEMU, ReaderLimits.QEMU))
                .containsExactly(
                        "[" + Double.valueOf(word.replace("inf", "Infinity").replaceAll("-?nan", "NaN")) + "]");
    }

    @Test
    void otherWordsStayUnknownWhereQemuWrites() {
        assertThat(read("[-nul][info]", Dialect.WRITTEN_BY_QEMU, ReaderLimits.QEMU))
                .containsExactly(
                        "JSON parse error, invalid keyword '-nul'", "JSON parse error, invalid keyword 'info'");
    }

    private static List<String> read(String latin1) {
        return read(latin1, Dialect.READ_BY_QEMU, ReaderLimits.QEMU);
    }

    private static List<String> read(String latin1, Dialect dialect, ReaderLimits limits) {
        ValueReader reader = new ValueReader(dialect, limits);
        reader.feed(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)));
        List<String> all = new ArrayList<>();
        while (true) {
            try {
                QmpValue value = reader.next();
                if (value == null) {
                    return all;
                }
                all.add(value.toString());
            } catch (SyntaxException e) {
                all.add(e.desc());
            }
        }
    }
}

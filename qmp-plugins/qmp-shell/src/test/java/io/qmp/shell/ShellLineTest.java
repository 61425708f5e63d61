package io.qmp.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.shell.ShellSyntax.Mode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellLineTest {
    /** Arguments of a peer that is not known: JSON where it can be, else a string. */
    @Test
    void aKeyOfManyNamesIsNoArgument() {
        ShellLine line = Lines.parse("x " + "a.".repeat(5_000) + "a=1");

        assertThat(line.arguments()).isEmpty();
        assertThat(line.problems())
                .extracting(Problem::message)
                .containsExactly("a key has 100 names and numbers at most");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x a=1 | {\"a\": 1}",
                "x a=-5 | {\"a\": -5}",
                "x a=1.5 | {\"a\": 1.5}",
                "x a=true b=False c=None | {\"a\": true, \"b\": false, \"c\": null}",
                "x a=on | {\"a\": \"on\"}",
                "x a=nan b=inf | {\"a\": \"nan\", \"b\": \"inf\"}",
                "x a=4G | {\"a\": \"4G\"}",
                "x a=b=c | {\"a\": \"b=c\"}",
                "x a= | {\"a\": \"\"}",
                "x a.b.c=1 a.d=2 | {\"a\": {\"b\": {\"c\": 1}, \"d\": 2}}",
                "x a[0]=1 a[1]=2 | {\"a\": [1, 2]}",
                "x a[0].b=1 a[0].c=2 a[1].b=3 | {\"a\": [{\"b\": 1, \"c\": 2}, {\"b\": 3}]}",
                "x a[0][0]=1 a[0][1]=2 | {\"a\": [[1, 2]]}",
                "x a=\"b c\" | {\"a\": \"b c\"}",
                "x a='b c' | {\"a\": \"b c\"}",
                "x a=\"5\" | {\"a\": \"5\"}",
                "x a='True' | {\"a\": \"True\"}",
                "x a=/dev/\"my disk\" | {\"a\": \"/dev/my disk\"}",
                "x a=\"b\\nc\" | {\"a\": \"b\\nc\"}",
                "x a={\"b\": [1, 2], \"c\": \"d e\"} | {\"a\": {\"b\": [1, 2], \"c\": \"d e\"}}",
                "x a={'b': True, 'c': 'True'} | {\"a\": {\"b\": true, \"c\": \"True\"}}",
                "x a=[1, 'two', None] | {\"a\": [1, \"two\", null]}",
                "x {\"a\": 1} | {\"a\": 1}",
                "x path=/machine/unattached/device[0] | {\"path\": \"/machine/unattached/device[0]\"}",
                "exec-oob x a=1 | {\"a\": 1}",
                "{\"execute\": \"x\", \"arguments\": {\"a\": 1}} | {\"a\": 1}",
                "{\"exec-oob\": \"x\"} | {}",
                "  x   a=1  | {\"a\": 1}",
            })
    void argumentsAreRead(String text, String json) {
        ShellLine line = Lines.parse(text);
        LineArguments arguments = LineArguments.read(line);

        assertThat(arguments.problems()).isEmpty();
        assertThat(line.command().map(Word::text)).contains("x");
        assertThat(arguments.values()).isEqualTo(Lines.CODEC.parse(json));
        assertThat(line.outOfBand()).isEqualTo(text.contains("exec-oob"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x a | 2 | 3 | 'a' is not of the form KEY=VALUE",
                "x =1 | 2 | 4 | '=1' is not of the form KEY=VALUE",
                "x a=1 a=2 | 6 | 9 | contradicts an argument before it",
                "x a=1 a.b=2 | 6 | 11 | contradicts an argument before it",
                "x a.b=1 a=2 | 8 | 11 | contradicts an argument before it",
                "x a.b=1 a[0]=2 | 8 | 14 | contradicts an argument before it",
                "x a[1]=2 | 2 | 8 | the element [0] comes before this one",
                "x a..b=2 | 2 | 6 | a key is NAME, with .NAME and [NUMBER] behind it",
                "x a[b]=2 | 2 | 6 | a key is NAME, with .NAME and [NUMBER] behind it",
                "x a[-1]=2 | 2 | 7 | a key is NAME, with .NAME and [NUMBER] behind it",
                "x a[99999999]=2 | 2 | 13 | a key is NAME, with .NAME and [NUMBER] behind it",
                "x a=\"b c | 2 | 8 | a quote or bracket is not closed",
                "x a={\"b\": 1 | 2 | 11 | a quote or bracket is not closed",
                "x a={b} | 4 | 7 | this is no JSON",
                "x {\"a\": 1} b=2 | 11 | 14 | arguments are either one object or KEY=VALUE",
                "x b=2 {\"a\": 1} | 6 | 14 | arguments are either one object or KEY=VALUE",
                "{\"a\": 1} | 0 | 8 | a request has the member 'execute' or 'exec-oob'",
                "{\"execute\": \"x\"} y | 17 | 18 | nothing follows a request",
            })
    void problemsHaveAPlace(String text, int start, int end, String message) {
        assertThat(LineArguments.read(Lines.parse(text)).problems()).contains(new Problem(start, end, message));
    }

    @Test
    void aTransactionIsOneLineOrSeveral() {
        ShellLine whole = Lines.parse("transaction( blockdev-snapshot-sync device=d )");
        assertThat(whole.opensTransaction()).isTrue();
        assertThat(whole.closesTransaction()).isTrue();
        assertThat(whole.isAction()).isTrue();
        assertThat(whole.command()).contains(new Word("blockdev-snapshot-sync", 13));

        ShellLine open = Lines.parse("transaction(");
        assertThat(open.opensTransaction()).isTrue();
        assertThat(open.command()).isEmpty();
        assertThat(open.isBlank()).isFalse();

        ShellSyntax within = Lines.SYNTAX.with(Mode.TRANSACTION);
        ShellLine action = ShellLine.parse("abort", within);
        assertThat(action.isAction()).isTrue();
        assertThat(action.closesTransaction()).isFalse();
        assertThat(ShellLine.parse(")", within).closesTransaction()).isTrue();
        assertThat(ShellLine.parse("abort )", within).closesTransaction()).isTrue();
        assertThat(ShellLine.parse(") abort", within).problems())
                .containsExactly(new Problem(2, 7, "nothing follows the end of a transaction"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t", "# a comment"})
    void linesMayBeBlank(String text) {
        assertThat(Lines.parse(text).isBlank()).isTrue();
    }

    @Test
    void aLineOfTheHumanMonitorIsTakenAsItIs() {
        ShellLine line = ShellLine.parse("info block \"it's", Lines.SYNTAX.with(Mode.HMP));

        assertThat(line.command()).contains(new Word("info", 0));
        assertThat(line.problems()).isEmpty();
    }

    @Test
    void aProblemIsMarkedBelowTheLine() {
        assertThat(new Problem(2, 5, "no").marked(3)).isEqualTo("     ^^^ no");
        assertThat(new Problem(0, 0, "no").marked(0)).isEqualTo("^ no");
    }

    /** Places are within the line, whatever was typed, and reading never fails. */
    @Test
    void anyTextCanBeRead() {
        List<String> pieces = List.of(
                " ",
                "x",
                "a=",
                "a.b",
                "[0]",
                "[",
                "]",
                "{",
                "}",
                "\"",
                "'",
                "\\",
                "=",
                ".",
                "1",
                "True",
                ",",
                ":",
                "(",
                ")",
                "transaction(",
                "exec-oob",
                "{\"execute\": \"x\"}",
                "#",
                "\u00e9",
                "\ud83d\ude00",
                "\n",
                "-",
                "nan");
        Random random = new Random(20_260_101);
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            for (Mode mode : Mode.values()) {
                ShellLine line = ShellLine.parse(text.toString(), Lines.SYNTAX.with(mode));
                assertThat(LineArguments.read(line).problems())
                        .as(text.toString())
                        .allMatch(problem -> problem.start() >= 0
                                && problem.start() <= problem.end()
                                && problem.end() <= text.length());
            }
        }
    }
}

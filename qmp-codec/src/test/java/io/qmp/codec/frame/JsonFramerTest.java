package io.qmp.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.ReaderLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFramerTest {
    private JsonFramer framer = new JsonFramer(Dialect.READ_BY_QEMU, ReaderLimits.QEMU);

    @Test
    void aTextEndsAtItsLastBraceNotAtALineEnd() {
        feed("{\"a\":\n[1,{}]\n}");
        assertThat(found()).containsExactly("TEXT {\"a\":\n[1,{}]\n}");
    }

    @Test
    void textsNeedNothingBetweenThem() {
        feed("{}[]\"x\"{}");
        assertThat(found()).containsExactly("TEXT {}", "TEXT []", "TEXT \"x\"", "TEXT {}");
    }

    @Test
    void bracesInStringsDoNotCount() {
        feed("[\"}]\\\"]\",'{\"\\']']");
        assertThat(found()).containsExactly("TEXT [\"}]\\\"]\",'{\"\\']']");
    }

    @Test
    void bracesAndBracketsCountSeparately() {
        feed("[{]}");
        assertThat(found()).containsExactly("TEXT [{]}");
        feed("{\"a\":[1}]");
        assertThat(found()).containsExactly("TEXT {\"a\":[1}]");
    }

    @Test
    void oneClosingTooManyEndsTheText() {
        feed("[}{]}");
        assertThat(found()).containsExactly("TEXT [}", "TEXT {]", "TEXT }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "-0.5e7", "true", "abc"})
    void aNumberOrKeywordWaitsForTheByteBehindIt(String token) {
        feed(token);
        assertThat(found()).isEmpty();
        assertThat(framer.pendingBytes()).isEqualTo(token.length());
        feed(" ");
        assertThat(found()).containsExactly("TEXT " + token);
    }

    @Test
    void theByteBehindANumberIsNotRead() {
        feed("1{");
        assertThat(framer.next()).isEqualTo(Found.TEXT);
        assertThat(framer.pendingBytes()).isEqualTo(1);
    }

    @Test
    void nothingBehindATextIsRead() {
        feed("{} @");
        assertThat(framer.next()).isEqualTo(Found.TEXT);
        assertThat(framer.pendingBytes()).isEqualTo(2);
    }

    @Test
    void blanksAreNotPending() {
        feed(" {} \r\n\t ");
        assertThat(found()).containsExactly("TEXT {}");
        assertThat(framer.pendingBytes()).isZero();
    }

    @Test
    void strayBytesAreFoundAtOnceWithTheirToken() {
        feed("{\"a\":\"b\n");
        assertThat(found()).containsExactly("STRAY \"b\n");
        feed("\n[1.x");
        assertThat(found()).containsExactly("STRAY 1.x");
    }

    @Test
    void afterStrayBytesAllIsSkippedUpToPunctuationOrControl() {
        feed("@ word 'a' 12\t\u00e9 { 1 }");
        assertThat(found()).containsExactly("STRAY @", "TEXT { 1 }");
        feed("@\"\u0001@\n@");
        assertThat(found()).containsExactly("STRAY @", "STRAY \u0001", "STRAY @");
    }

    @Test
    void skippingGoesOnWithTheNextBytes() {
        feed("@ab");
        assertThat(found()).containsExactly("STRAY @");
        feed("cd@ 12");
        assertThat(found()).isEmpty();
        assertThat(framer.pendingBytes()).isZero();
        feed(",");
        assertThat(found()).containsExactly("TEXT ,");
    }

    @Test
    void theTokenThatIsTooLongIsFoundAtItsFirstByteTooMany() {
        limit(new ReaderLimits(5, 100, 100, 100));
        feed("'abc''abcd");
        assertThat(found()).containsExactly("TEXT 'abc'");
        feed("e12 ");
        assertThat(found()).containsExactly("TOO_LONG 'abcde", "TEXT 12");
    }

    @Test
    void theTextThatIsTooLongIsFoundAtTheTokenThatMakesItSo() {
        limit(new ReaderLimits(100, 8, 100, 100));
        feed("[1, 2 ,3 ]");
        assertThat(found()).containsExactly("TEXT [1, 2 ,3 ]");
        feed("[1,2,33]]");
        assertThat(found()).containsExactly("TOO_LONG ]", "TEXT ]");
    }

    @Test
    void oneTokenTooManyIsFoundAtOnce() {
        limit(new ReaderLimits(100, 100, 4, 100));
        feed("[1,]");
        assertThat(found()).containsExactly("TEXT [1,]");
        feed("[1,2]]");
        assertThat(found()).containsExactly("TOO_MANY_TOKENS ]", "TEXT ]");
    }

    @Test
    void oneLevelTooDeepIsFoundAtOnceAndTheTextForgotten() {
        limit(new ReaderLimits(100, 100, 100, 3));
        feed("[{[]}]");
        assertThat(found()).containsExactly("TEXT [{[]}]");
        feed("[{[{]}");
        assertThat(found()).containsExactly("TOO_DEEP {", "TEXT ]", "TEXT }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": [-1.5e-3, true, false, null, \"\\n\\\"\u007f\"]}", "17 "})
    void standardJsonIsPlain(String text) {
        feed(text);
        assertThat(framer.next()).isEqualTo(Found.TEXT);
        assertThat(framer.isPlain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"['a']", "[\"\\u0041\"]", "[\"\\'\"]", "[\"\u00e9\"]", "[0e0]", "[\"\\x\"]"})
    void whatOthersMayReadDifferentlyIsNotPlain(String text) {
        feed(text);
        assertThat(framer.next()).isEqualTo(Found.TEXT);
        assertThat(framer.isPlain()).isFalse();
        feed("{}");
        assertThat(framer.next()).isEqualTo(Found.TEXT);
        assertThat(framer.isPlain()).isTrue();
    }

    @Test
    void infinitiesAreTokensWhereQemuWritesThem() {
        feed("[-inf]");
        assertThat(found()).containsExactly("STRAY -i", "TEXT ]");
        framer = new JsonFramer(Dialect.WRITTEN_BY_QEMU, ReaderLimits.QEMU);
        feed("[-inf,nan,-nan]");
        assertThat(found()).containsExactly("TEXT [-inf,nan,-nan]");
    }

    @Test
    void whiteSpaceInATextTakesNoMemory() {
        String blanks = " ".repeat(1000);
        feed("[1");
        for (int i = 0; i < 1000; i++) {
            feed(blanks);
            assertThat(found()).isEmpty();
        }
        assertThat(framer.bytes()).hasSizeLessThan(10_000);
        feed(", \" " + blanks + "\" ]");
        assertThat(framer.next()).isEqualTo(Found.TEXT);
        assertThat(text()).endsWith(", \" " + blanks + "\" ]").startsWith("[1 ");
    }

    @Test
    void memoryOfALargeTextIsGivenBack() {
        feed('"' + "x".repeat(1 << 20) + '"');
        assertThat(framer.next()).isEqualTo(Found.TEXT);
        assertThat(framer.next()).isEqualTo(Found.NOTHING);
        assertThat(framer.bytes()).hasSizeLessThan(1 << 16);
    }

    @Test
    void endOfInputCompletesWhatItCan() {
        assertThat(framer.finish()).isEqualTo(Found.NOTHING);
        feed("12");
        assertThat(found()).isEmpty();
        assertThat(framer.finish()).isEqualTo(Found.TEXT);
        assertThat(text()).isEqualTo("12");
        feed("[1, \"ab");
        assertThat(found()).isEmpty();
        assertThat(framer.finish()).isEqualTo(Found.STRAY);
        assertThat(text()).isEqualTo("\"ab");
        assertThat(framer.finish()).isEqualTo(Found.NOTHING);
    }

    @Test
    void endOfInputBreaksOffAText() {
        feed("[1,");
        assertThat(found()).isEmpty();
        assertThat(framer.finish()).isEqualTo(Found.TEXT);
        assertThat(text()).isEqualTo("[1,");
    }

    private void limit(ReaderLimits limits) {
        framer = new JsonFramer(Dialect.READ_BY_QEMU, limits);
    }

    private void feed(String latin1) {
        framer.feed(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private List<String> found() {
        List<String> all = new ArrayList<>();
        for (Found found = framer.next(); found != Found.NOTHING; found = framer.next()) {
            all.add(found + " " + text());
        }
        return all;
    }

    private String text() {
        return new String(framer.bytes(), framer.from(), framer.to() - framer.from(), StandardCharsets.ISO_8859_1);
    }
}

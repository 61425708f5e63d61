package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Malformed;
import io.qmp.api.message.Malformed.Kind;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a reply: it is one malformed message, and the next one is read. */
class UnreadableReplyTest {
    private static final String NEXT = "{\"return\": {}, \"id\": 8}\r\n";
    private static final Reply NEXT_REPLY = new Reply.Success(QmpObject.EMPTY, QmpValue.of(8));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"return\": {\"file\": \"C:\\disks\\x.img\"}, \"id\": 7}",
                "{\"return\": {\"a\": \"x\u0001y, z\"}, \"id\": 7}",
                "{\"return\": {\"a\": \"x\ty\"}, \"id\": 7}",
                "{\"return\": {\"a\": \"x\ny\"}, \"id\": 7}",
                "{\"return\": {\"a\": \"x\u0000y\"}, \"id\": 7}",
                "{\"return\": {\"a\": \"\\ud800 lone\"}, \"id\": 7}",
                "{\"return\": {\"a\": \"\u00c3(\"}, \"id\": 7}",
                "{\"return\": {\"a\": \"\u00fe\"}, \"id\": 7}",
                "{\"return\": {\"a\": NaN}, \"id\": 7}",
                "{\"return\": {\"a\": -Infinity}, \"id\": 7}",
                "{\"return\": {\"a\": 01}, \"id\": 7}",
                "{\"return\": {\"a\": +1}, \"id\": 7}",
                "{\"return\": {\"a\": .5}, \"id\": 7}",
                "{\"return\": {\"a\": 1.}, \"id\": 7}",
                "{\"return\": {\"a\": 1e}, \"id\": 7}",
                "{\"return\": {\"a\": -}, \"id\": 7}",
                "{\"return\": {\"a\": 0x1f}, \"id\": 7}",
                "{\"return\": {\"a\": @#%}, \"id\": 7}",
                "{\"return\": {\"a\": \u0001}, \"id\": 7}",
                "{\"return\": {\"a\": \u00e9}, \"id\": 7}",
                "{\"return\": {\"a\": True}, \"id\": 7}",
                "{\"return\": {\"a\": 1,}, \"id\": 7}",
                "{\"return\": [1, 2,], \"id\": 7}",
                "{\"return\": {\"a\": 1, \"a\": 2}, \"id\": 7}",
                "{\"return\": {a: 1}, \"id\": 7}",
                "{\"return\": {\"a\" 1}, \"id\": 7}",
                "{\"return\": , \"id\": 7}",
                "{\"id\": 7}",
                "{\"id\": 7, \"error\": 5}",
            })
    void oneFaultIsOneMessageWithItsId(String text) {
        for (int piece : new int[] {1, 3, 1000}) {
            List<QmpMessage> all = read(ReaderLimits.QEMU, piece, text + "\r\n" + NEXT);
            assertThat(all).hasSize(2);
            assertThat(all.get(0)).isInstanceOfSatisfying(Malformed.class, malformed -> {
                assertThat(malformed.id()).isEqualTo(QmpValue.of(7));
                assertThat(malformed.kind()).isEqualTo(Kind.REPLY);
                assertThat(malformed.error().desc()).matches("\\p{Print}{1,200}");
            });
            assertThat(all.get(1)).isEqualTo(NEXT_REPLY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"return\": {\"a\": \"cut",
                "{\"return\": {\"a\": 1, \"id\": 7}",
                "{\"id\": 7, \"id\": 8, \"return\": {}}",
                "[1, 2]",
                "\"text\"",
                "17",
                "null",
                "{\"a\": 1}",
                "{}",
            })
    void whatHasNoIdIsAReplyAllTheSame(String text) {
        for (int piece : new int[] {1, 3, 1000}) {
            List<QmpMessage> all = read(ReaderLimits.QEMU, piece, text + "\r\n" + NEXT);
            assertThat(all).hasSize(2);
            assertThat(all.get(0)).isInstanceOfSatisfying(Malformed.class, malformed -> {
                assertThat(malformed.id()).isNull();
                assertThat(malformed.kind()).isEqualTo(Kind.REPLY);
            });
            assertThat(all.get(1)).isEqualTo(NEXT_REPLY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"X\", \"data\": {\"a\": \"\\x\"}}",
                "{\"event\": \"X\", \"data\": {\"id\": NaN}}",
                "{\"event\": 5}",
                "{\"event\": \"X\", \"data\": 5}",
                "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"cut",
            })
    void anEventIsKnownAsSuch(String text) {
        assertThat(kinds(text)).containsExactly(Kind.EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@@@", "nonsense", "}", "]]", ",", "qemu: a warning", "\u00ff", "\u0001\u0002"})
    void rubbishIsNoReply(String text) {
        assertThat(kinds(text)).doesNotContain(Kind.REPLY, Kind.EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"return\": {}, \"id\": 7}", "{\"return\": NaN}}}", "[1]]", "{\"return\": 1.} {} [] 5"})
    void aLineIsOneReplyAtMost(String text) {
        assertThat(kinds(text)).containsOnlyOnce(Kind.REPLY);
    }

    @Test
    void bracesTooManyBehindAGoodReplyBlameNobody() {
        assertThat(kinds("{\"return\": {}, \"id\": 7}}")).containsExactly(Kind.RUBBISH);
    }

    @Test
    void theSentinelBreaksAReplyOff() {
        assertThat(read(ReaderLimits.QEMU, 5, "{\"return\": {\"version\": \"7\u00ff" + NEXT))
                .hasSize(2)
                .endsWith(NEXT_REPLY);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"return\": \"0123456789012345678901234567890123456789\", \"id\": 7}'",
        "'{\"return\": [\"01234567\", \"01234567\", \"01234567\", \"01234567\", \"0123456\"], \"id\": 7}'",
        "'{\"return\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9], \"id\": 7}'",
        "'{\"return\": [[[[[[[[1]]]]]]]], \"id\": 7}'",
        "'{\"return\": [[[[[[[[\"}]}]\"]]]]]]]], \"id\": 7}'",
    })
    void whatExceedsALimitIsSkippedToItsEnd(String text) {
        ReaderLimits limits = new ReaderLimits(24, 60, 20, 5);
        for (int piece : new int[] {1, 3, 1000}) {
            List<QmpMessage> all = read(limits, piece, text + "\r\n" + NEXT);
            assertThat(all).hasSize(2);
            assertThat(all.get(0))
                    .isInstanceOfSatisfying(
                            Malformed.class, it -> assertThat(it.error().desc()).contains("limit exceeded"));
            assertThat(all.get(1)).isEqualTo(NEXT_REPLY);
        }
    }

    @Test
    void whatNeverEndsIsReportedAgainAndAgain() {
        ReaderLimits limits = new ReaderLimits(24, 60, 20, 5);
        for (int piece : new int[] {1, 7, 1000}) {
            assertThat(read(limits, piece, "[" + "\"x\",".repeat(300))).hasSize(3);
            assertThat(read(limits, piece, "\"" + "x".repeat(1200))).hasSize(3);
        }
    }

    @Test
    void saysWhatAndWhere() {
        QmpMessage message = read(
                        ReaderLimits.QEMU, 1000, "\n{\"return\": {\"file\": \"C:\\disks\\x.img\"}, \"id\": 7}\r\n")
                .get(0);
        assertThat(message)
                .isInstanceOfSatisfying(
                        Malformed.class,
                        it -> assertThat(it.error().desc())
                                .isEqualTo("JSON parse error, invalid escape sequence in string, at byte 24"
                                        + " near \\dxxxx\\x.xxx\"}, "));
    }

    @Test
    void replyWithBracesOnTheirOwnLinesIsRead() {
        assertThat(read(ReaderLimits.QEMU, 1000, "{\"return\":\n[\n{\n},\n{\n}\n]\n,\n\"id\":\n8\n}\n"))
                .hasSize(1)
                .allMatch(Reply.Success.class::isInstance);
    }

    private static List<Kind> kinds(String line) {
        return read(ReaderLimits.QEMU, 1000, line + "\r\n" + NEXT).stream()
                .filter(Malformed.class::isInstance)
                .map(message -> ((Malformed) message).kind())
                .toList();
    }

    private static List<QmpMessage> read(ReaderLimits limits, int piece, String latin1) {
        ReplyReader reader = new ReplyReader(limits);
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        List<QmpMessage> all = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += piece) {
            reader.feed(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)));
            for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
                all.add(message);
            }
        }
        return all;
    }
}

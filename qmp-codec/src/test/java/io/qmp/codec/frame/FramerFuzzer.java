package io.qmp.codec.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.fuzz.Pieces;
import io.qmp.codec.fuzz.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A target of the fuzzer: the pieces in which bytes come do not matter, and a text that was found is one by itself.
 */
public final class FramerFuzzer {
    private static final ReaderLimits NARROW = new ReaderLimits(24, 48, 16, 4);

    private FramerFuzzer() {}

    /** What a framer has found, with the bytes as characters. */
    record Piece(Found found, boolean plain, String bytes) {}

    /**
     * Frames an input in all ways.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        for (Dialect dialect : Dialect.values()) {
            for (ReaderLimits limits : new ReaderLimits[] {ReaderLimits.QEMU, NARROW}) {
                List<Piece> found = found(new JsonFramer(dialect, limits), Pieces.whole(input));
                Verdict.equal("single bytes", found, found(new JsonFramer(dialect, limits), Pieces.bytes(input)));
                Verdict.equal("pieces", found, found(new JsonFramer(dialect, limits), Pieces.random(input)));
                found.stream().filter(piece -> piece.found() == Found.TEXT).forEach(text -> {
                    List<ByteBuffer> alone = Pieces.whole(text.bytes().getBytes(ISO_8859_1));
                    Verdict.equal("a text alone", List.of(text), found(new JsonFramer(dialect, limits), alone));
                });
            }
        }
    }

    private static List<Piece> found(JsonFramer framer, List<ByteBuffer> pieces) {
        List<Piece> all = new ArrayList<>();
        for (ByteBuffer piece : pieces) {
            framer.feed(piece);
            for (Found found = framer.next(); found != Found.NOTHING; found = framer.next()) {
                all.add(piece(framer, found));
            }
        }
        for (Found found = framer.finish(); found != Found.NOTHING; found = framer.finish()) {
            all.add(piece(framer, found));
        }
        return all;
    }

    private static Piece piece(JsonFramer framer, Found found) {
        byte[] bytes = Arrays.copyOfRange(framer.bytes(), framer.from(), framer.to());
        // White space between tokens is dropped where it would take memory, which depends on the pieces. In a text
        // that is cut off, it cannot be seen from the outside what is between tokens.
        int length = found == Found.TEXT ? WhiteSpace.squeeze(bytes, 0, bytes.length) : bytes.length;
        String text = new String(bytes, 0, length, ISO_8859_1);
        return new Piece(found, framer.isPlain(), found == Found.CUT_OFF ? text.replaceAll("[ \t\r\n]", "") : text);
    }
}

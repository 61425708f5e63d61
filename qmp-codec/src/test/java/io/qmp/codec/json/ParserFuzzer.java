package io.qmp.codec.json;

import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.frame.Found;
import io.qmp.codec.frame.JsonFramer;
import io.qmp.codec.fuzz.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A target of the fuzzer: both ways from text to value agree, what one dialect reads the larger one reads as the
 * same, and what was read is written as a text that stands for the same.
 */
public final class ParserFuzzer {
    private static final WireFormat[] FORMATS = {
        WireFormat.SERVER,
        WireFormat.PRETTY_SERVER,
        WireFormat.AGENT,
        // As a client, but with the numbers that a client refuses.
        new WireFormat(false, WireFormat.CLIENT.lineEnd(), WireFormat.CLIENT.order())
    };

    private ParserFuzzer() {}

    /**
     * Reads the texts of an input in all ways.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        for (Dialect dialect : Dialect.values()) {
            JsonFramer framer = new JsonFramer(dialect, ReaderLimits.QEMU);
            framer.feed(ByteBuffer.wrap(input));
            for (Found found = framer.next(); found != Found.NOTHING; found = framer.next()) {
                if (found == Found.TEXT) {
                    compare(framer, dialect);
                }
            }
        }
    }

    private static void compare(JsonFramer framer, Dialect dialect) {
        byte[] bytes = framer.bytes();
        QmpValue exact = exact(bytes, framer.from(), framer.to(), dialect);
        // A text is plain whatever its words are; the fast way knows those of JSON alone.
        @Nullable QmpValue fast = framer.isPlain() ? JacksonParser.parse(bytes, framer.from(), framer.to()) : exact;
        if (fast != null || dialect == Dialect.READ_BY_QEMU) {
            Verdict.equal("the fast way and the exact way", fast, exact);
        }
        if (exact != null) {
            Verdict.equal("both dialects", exact, exact(bytes, framer.from(), framer.to(), Dialect.WRITTEN_BY_QEMU));
            writeAndRead(exact);
        }
    }

    private static void writeAndRead(QmpValue value) {
        for (WireFormat format : FORMATS) {
            String text = JsonText.format(value, format);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            QmpValue read = exact(bytes, 0, bytes.length, Dialect.WRITTEN_BY_QEMU);
            if (read == null) {
                throw new AssertionError("written, but not readable: " + text);
            }
            Verdict.same("written and read", value, read);
        }
    }

    private static @Nullable QmpValue exact(byte[] bytes, int from, int to, Dialect dialect) {
        try {
            return ExactParser.parse(bytes, from, to, dialect);
        } catch (SyntaxException e) {
            if (!e.desc().startsWith("JSON parse error, ")) {
                throw new AssertionError("a reason without its beginning: " + e.desc());
            }
            return null;
        }
    }
}

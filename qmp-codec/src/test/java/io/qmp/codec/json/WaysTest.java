package io.qmp.codec.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.frame.Found;
import io.qmp.codec.frame.FramerFuzzer;
import io.qmp.codec.frame.JsonFramer;
import io.qmp.codec.functional.Inputs;
import io.qmp.codec.message.ReaderFuzzer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Both ways from text to value agree, and all pieces give the same messages. */
class WaysTest {
    @Property
    void bothWaysAgreeAndWhatIsReadIsWrittenAsTheSame(@ForAll("inputs") byte[] input) {
        ParserFuzzer.fuzzerTestOneInput(input);
    }

    @Property
    void piecesDoNotMatterToTheFramer(@ForAll("inputs") byte[] input) {
        FramerFuzzer.fuzzerTestOneInput(input);
    }

    @Property
    void readersAgreeAndReadWhatIsWritten(@ForAll("inputs") byte[] input) {
        ReaderFuzzer.fuzzerTestOneInput(input);
    }

    /** Single bytes show no whole tokens but punctuation, so that nothing can be passed over. */
    @Property
    void whatIsPassedOverIsWhatTheTableFinds(
            @ForAll("inputs") byte[] input,
            @ForAll @IntRange(min = 1, max = 40) int tokenBytes,
            @ForAll @IntRange(min = 1, max = 60) int messageBytes,
            @ForAll @IntRange(min = 1, max = 20) int tokens,
            @ForAll @IntRange(min = 1, max = 5) int nesting) {
        ReaderLimits limits = new ReaderLimits(tokenBytes, messageBytes, tokens, nesting);
        assertThat(found(limits, input, input.length)).isEqualTo(found(limits, input, 1));
    }

    private static List<String> found(ReaderLimits limits, byte[] input, int piece) {
        JsonFramer framer = new JsonFramer(Dialect.READ_BY_QEMU, limits);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < input.length; i += piece) {
            framer.feed(ByteBuffer.wrap(input, i, piece));
            for (Found found = framer.next(); found != Found.NOTHING; found = framer.next()) {
                all.add(found + " " + framer.isPlain() + " "
                        + new String(framer.bytes(), framer.from(), framer.to() - framer.from(), ISO_8859_1));
            }
        }
        return all;
    }

    @Provide
    Arbitrary<byte[]> inputs() {
        return Inputs.requests();
    }
}

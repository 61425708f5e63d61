package io.qmp.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.frame.JsonFramer;
import io.qmp.codec.frame.JsonFramer.Found;
import io.qmp.codec.functional.Inputs;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Both ways from text to value agree. */
class WaysTest {
    @Property
    void theFastWayGivesWhatTheExactWayGivesOrNothing(@ForAll("inputs") byte[] input) throws SyntaxException {
        JsonFramer framer = new JsonFramer(Dialect.READ_BY_QEMU, ReaderLimits.QEMU);
        framer.feed(ByteBuffer.wrap(input));
        for (Found found = framer.next(); found != Found.NOTHING; found = framer.next()) {
            if (found == Found.TEXT && framer.isPlain()) {
                compare(framer);
            }
        }
    }

    private static void compare(JsonFramer framer) throws SyntaxException {
        @Nullable QmpValue fast = JacksonParser.parse(framer.bytes(), framer.from(), framer.to());
        if (fast != null) {
            QmpValue exact = ExactParser.parse(framer.bytes(), framer.from(), framer.to(), Dialect.READ_BY_QEMU);
            assertThat(exact).isEqualTo(fast);
        } else {
            assertThatCode(() -> ExactParser.parse(framer.bytes(), framer.from(), framer.to(), Dialect.READ_BY_QEMU))
                    .isInstanceOf(SyntaxException.class);
        }
    }

    @Provide
    Arbitrary<byte[]> inputs() {
        return Inputs.requests();
    }
}

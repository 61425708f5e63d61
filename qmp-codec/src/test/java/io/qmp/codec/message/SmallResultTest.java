package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.message.Reply;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallResultTest {
    /** Small ones, one of a size that is not kept, and some that are equal and not the same. */
    private static final List<QmpValue> RESULTS = List.of(
            QmpObject.of("running", QmpValue.of(true), "status", QmpValue.of("running")),
            QmpObject.of("status", QmpValue.of("running"), "running", QmpValue.of(true)),
            QmpObject.EMPTY,
            new QmpArray(List.of(QmpValue.of(1), QmpObject.EMPTY)),
            QmpValue.of("caf\u00e9"),
            QmpValue.of("caf\u00e9"),
            QmpValue.of("x".repeat(300)));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplyIsTheSameWhateverWasWrittenBefore(boolean pretty) {
        WireFormat format = pretty ? WireFormat.PRETTY_SERVER : WireFormat.SERVER;
        JsonMessageWriter writer = new JsonMessageWriter(format, new EncodedResultCache());
        Random random = new Random(1);
        QmpValue result = QmpObject.EMPTY;
        for (int i = 0; i < 2000; i++) {
            if (random.nextInt(3) == 0) {
                result = RESULTS.get(random.nextInt(RESULTS.size()));
            }
            Reply.Success reply = new Reply.Success(result, random.nextBoolean() ? QmpValue.of(i) : null);
            Reply written = random.nextInt(4) == 0 ? reply.keepingOrder() : reply;

            assertThat(text(writer, written)).isEqualTo(text(fresh(format), written));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aResultThatCannotBeWrittenLeavesNothingBehind(int times) {
        JsonMessageWriter writer = fresh(WireFormat.CLIENT);
        Reply reply = new Reply.Success(RESULTS.get(0), null);
        Reply unwritable = new Reply.Success(RESULTS.get(0), new QmpDouble(Double.NaN));
        for (int i = 0; i < times; i++) {
            text(writer, reply);
        }
        assertThatThrownBy(() -> writer.write(unwritable)).isInstanceOf(IllegalArgumentException.class);

        assertThat(text(writer, reply)).isEqualTo(text(fresh(WireFormat.CLIENT), reply));
    }

    private static JsonMessageWriter fresh(WireFormat format) {
        return new JsonMessageWriter(format, new EncodedResultCache());
    }

    private static String text(JsonMessageWriter writer, Reply reply) {
        return StandardCharsets.UTF_8.decode(writer.write(reply)).toString();
    }
}

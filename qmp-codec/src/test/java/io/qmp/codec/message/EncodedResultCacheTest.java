package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.message.Reply;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedResultCacheTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResultWrittenAgainGivesTheSameBytes(boolean pretty) {
        WireFormat format = pretty ? WireFormat.PRETTY_SERVER : WireFormat.SERVER;
        EncodedResultCache shared = new EncodedResultCache();
        JsonMessageWriter one = new JsonMessageWriter(format, shared);
        JsonMessageWriter other = new JsonMessageWriter(format, shared);
        QmpValue large = large("a");
        String expected = write(new JsonMessageWriter(format, new EncodedResultCache()), large);
        for (int i = 0; i < 3; i++) {
            assertThat(write(one, large)).isEqualTo(expected);
            assertThat(write(other, large)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBeginOfAReplyIsSharedFromTheThirdOn(boolean pretty) {
        WireFormat format = pretty ? WireFormat.PRETTY_SERVER : WireFormat.SERVER;
        JsonMessageWriter writer = new JsonMessageWriter(format, new EncodedResultCache());
        QmpValue large = large("a");
        for (int i = 0; i < 5; i++) {
            Reply reply = new Reply.Success(large, i == 3 ? null : QmpValue.of("\"" + i));
            String own = text(writer.writeOwn(reply));
            ByteBuffer shared = writer.shared();
            assertThat(shared.hasRemaining()).isEqualTo(i >= 2);
            assertThat(text(shared.duplicate()) + own)
                    .isEqualTo(text(new JsonMessageWriter(format, new EncodedResultCache()).write(reply)));
            assertThat(shared.isDirect()).isEqualTo(i >= 2);
        }
    }

    @Test
    void aReplyThatCannotBeWrittenLeavesNothingBehind() {
        WireFormat finite = WireFormat.CLIENT;
        JsonMessageWriter writer = new JsonMessageWriter(finite, new EncodedResultCache());
        QmpValue large = large("a");
        String expected = write(writer, large);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> writer.writeOwn(new Reply.Success(large, new QmpDouble(Double.NaN))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(write(writer, large)).isEqualTo(expected);
        }
    }

    @Test
    void resultsAreNotMistakenForEachOther() {
        JsonMessageWriter writer = new JsonMessageWriter(WireFormat.SERVER, new EncodedResultCache());
        List<QmpValue> many =
                IntStream.range(0, 20).mapToObj(i -> large("value-" + i)).toList();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < many.size(); i++) {
                assertThat(write(writer, many.get(i))).contains("\"value-" + i + "\"");
            }
        }
    }

    private static QmpValue large(String element) {
        return new QmpArray(Collections.nCopies(2000, QmpValue.of(element)));
    }

    private static String write(JsonMessageWriter writer, QmpValue result) {
        return text(writer.write(new Reply.Success(result, QmpValue.of(1))));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes).toString();
    }
}

package io.qmp.codec.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.JsonWireCodec;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class JsonWireCodecTest {
    private static final WireFormat[] FORMATS = {
        WireFormat.SERVER, WireFormat.PRETTY_SERVER, WireFormat.AGENT, WireFormat.CLIENT
    };

    private final WireCodec codec = new JsonWireCodec();

    @Example
    void isFoundAsTheInstalledCodec() {
        assertThat(WireCodec.installed()).isInstanceOf(JsonWireCodec.class);
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("values") QmpValue value, @ForAll boolean outOfBand) {
        QmpObject arguments = QmpObject.of("a", value);
        for (WireFormat format : FORMATS) {
            assertThat(codec.parse(codec.format(value, format))).isEqualTo(value);
            assertThat(reread(codec.newReplyReader(ReaderLimits.QEMU), new Reply.Success(value, value), format))
                    .isEqualTo(new Reply.Success(value, value));
            MessageReader requests = codec.newRequestReader(ReaderLimits.QEMU);
            requests.enableOob();
            Request request = new Request("x", arguments, value, outOfBand);
            assertThat(reread(requests, request, format)).isEqualTo(request);
        }
    }

    private QmpMessage reread(MessageReader reader, QmpMessage message, WireFormat format) {
        reader.feed(codec.newWriter(format).write(message));
        return reader.next();
    }

    @Property
    void anySplitGivesTheSameMessages(@ForAll("inputs") byte[] input, @ForAll("cuts") List<Integer> cuts) {
        for (boolean requests : new boolean[] {true, false}) {
            assertThat(read(requests, input, cuts)).isEqualTo(read(requests, input, List.of(input.length)));
            assertThat(read(requests, input, List.of(1))).isEqualTo(read(requests, input, List.of(input.length)));
        }
    }

    private List<QmpMessage> read(boolean requests, byte[] input, List<Integer> cuts) {
        MessageReader reader =
                requests ? codec.newRequestReader(ReaderLimits.QEMU) : codec.newReplyReader(ReaderLimits.QEMU);
        List<QmpMessage> messages = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < input.length; i++) {
            int count = Math.min(cuts.get(i % cuts.size()), input.length - from);
            reader.feed(ByteBuffer.wrap(input, from, count));
            from += count;
            for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
                messages.add(message);
            }
        }
        return messages;
    }

    @Provide
    Arbitrary<byte[]> inputs() {
        return Inputs.requests();
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 40).list().ofMinSize(1).ofMaxSize(8);
    }

    /** Values that QEMU can hold: strings of characters, finite numbers, integers of 64 bits. */
    @Provide
    Arbitrary<QmpValue> values() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withCharRange('\0', '\ud7ff')
                .withCharRange('\ue000', '\ufdcf')
                .ofMaxLength(12);
        Arbitrary<QmpValue> leaves = Arbitraries.oneOf(
                texts.map(QmpValue::of),
                Arbitraries.of("", "\ud83d\ude00", "\0", "execute").map(QmpValue::of),
                Arbitraries.longs().map(QmpValue::of),
                Arbitraries.bigIntegers()
                        .between(BigInteger.ZERO, BigInteger.TWO.pow(64).subtract(BigInteger.ONE))
                        .map(QmpValue::of),
                Arbitraries.of(true, false).map(QmpValue::of),
                Arbitraries.of(QmpNull.NULL),
                Arbitraries.of(0.1, 1.5e300, -2.5e-7, 1e17, 3.5).map(QmpValue::of));
        return Arbitraries.recursive(() -> leaves, inner -> containers(texts, inner), 0, 3);
    }

    private static Arbitrary<QmpValue> containers(Arbitrary<String> names, Arbitrary<QmpValue> inner) {
        Arbitrary<QmpValue> arrays = inner.list().ofMaxSize(4).map(QmpArray::new);
        Arbitrary<QmpValue> objects = Arbitraries.maps(names, inner)
                .ofMaxSize(5)
                .map((Map<String, QmpValue> members) -> new QmpObject(members));
        return Arbitraries.frequencyOf(Tuple.of(1, arrays), Tuple.of(1, objects), Tuple.of(1, inner));
    }
}

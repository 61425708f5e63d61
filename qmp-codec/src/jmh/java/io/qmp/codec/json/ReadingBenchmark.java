package io.qmp.codec.json;

import io.qmp.api.message.QmpMessage;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.JsonWireCodec;
import io.qmp.codec.Samples;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.frame.JsonFramer;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Reading, stage by stage, beside Jackson's tokens alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ReadingBenchmark {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    @Param({"SMALL", "ARGUMENTS", "LARGE"})
    public String sample;

    private ByteBuffer bytes;
    private byte[] text;
    private JsonFramer framer;
    private MessageReader reader;

    @Setup
    public void setUp() throws ReflectiveOperationException {
        text = (byte[]) Samples.class.getField(sample).get(null);
        bytes = ByteBuffer.wrap(text);
        framer = new JsonFramer(Dialect.READ_BY_QEMU, ReaderLimits.QEMU);
        reader = sample.equals("LARGE")
                ? new JsonWireCodec().newReplyReader(ReaderLimits.QEMU)
                : new JsonWireCodec().newRequestReader(ReaderLimits.QEMU);
    }

    @Benchmark
    public Object frame() {
        framer.feed(bytes.rewind());
        return framer.next();
    }

    @Benchmark
    public Object exactParser() throws SyntaxException {
        return ExactParser.parse(text, 0, text.length - 2, Dialect.READ_BY_QEMU);
    }

    @Benchmark
    public QmpValue jacksonParser() {
        return JacksonParser.parse(text, 0, text.length - 2);
    }

    @Benchmark
    public int jacksonTokens() {
        int count = 0;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text, 0, text.length - 2)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                count++;
            }
        }
        return count;
    }

    @Benchmark
    public QmpMessage message() {
        reader.feed(bytes.rewind());
        return reader.next();
    }
}

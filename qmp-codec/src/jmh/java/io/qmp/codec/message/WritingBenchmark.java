package io.qmp.codec.message;

import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Timestamp;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.JsonWireCodec;
import io.qmp.codec.Samples;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writing of messages, small and large. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WritingBenchmark {
    private final MessageWriter writer = new JsonWireCodec().newWriter(WireFormat.SERVER);
    private final MessageWriter client = new JsonWireCodec().newWriter(WireFormat.CLIENT);
    private final QmpMessage empty = new Reply.Success(QmpObject.EMPTY, QmpValue.of(123));
    private final QmpMessage status = new Reply.Success(
            QmpObject.of("running", QmpValue.of(true), "status", QmpValue.of("running")), QmpValue.of(123));
    private final QmpMessage event = new Event(
            "RESET",
            QmpObject.of("guest", QmpValue.of(false), "reason", QmpValue.of("host-qmp-system-reset")),
            new Timestamp(1_700_000_000, 123_456));
    private final QmpMessage large = new Reply.Success(Samples.SCHEMA, QmpValue.of(123));
    private final QmpArray schema = (QmpArray) Samples.SCHEMA;

    @Benchmark
    public ByteBuffer emptyReply() {
        return writer.write(empty);
    }

    @Benchmark
    public ByteBuffer statusReply() {
        return writer.write(status);
    }

    @Benchmark
    public ByteBuffer event() {
        return writer.write(event);
    }

    @Benchmark
    public ByteBuffer largeReplyKept() {
        return writer.write(large);
    }

    @Benchmark
    public ByteBuffer largeReplyMadeAnew() {
        return writer.write(new Reply.Success(new QmpArray(schema.elements()), null));
    }

    @Benchmark
    public ByteBuffer largeReplyMadeAnewInOrderOfInsertion() {
        return client.write(new Reply.Success(new QmpArray(schema.elements()), null));
    }
}

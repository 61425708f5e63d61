package io.qmp.codec.bind;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.type.Case;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Union;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Binding of records to values, both ways, and the derivation of their types. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BindingBenchmark {
    @CommandName("balloon")
    record Balloon(long value) implements Command<Nothing> {}

    @CommandName("query-cpus")
    record QueryCpus(@Nullable String filter) implements Command<List<Cpu>> {}

    record Cpu(
            long cpuIndex,
            String qomPath,
            long threadId,
            @Nullable Topology props) {}

    record Topology(
            @Nullable Long socketId,
            @Nullable Long coreId,
            @Nullable Long threadId) {}

    enum Driver {
        FILE,
        NULL_CO
    }

    @Union(tag = "driver", type = Driver.class)
    @CommandName("blockdev-add")
    sealed interface BlockdevAdd extends Command<Nothing> {}

    @Case("file")
    record FileNode(@Nullable String nodeName, String filename) implements BlockdevAdd {}

    @Case("null-co")
    record NullNode(@Nullable String nodeName, @Nullable Long size) implements BlockdevAdd {}

    @EventName("STATUS")
    record Status(String id, long value, boolean ready) implements EventData {}

    private final RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);
    private final CommandBinding<Balloon, Nothing> balloon = binder.command(Balloon.class);
    private final CommandBinding<QueryCpus, List<Cpu>> cpus = binder.command(QueryCpus.class);
    private final CommandBinding<BlockdevAdd, Nothing> node = binder.command(BlockdevAdd.class);
    private final EventBinding<Status> event = binder.event(Status.class);

    private final QmpObject balloonArguments = QmpObject.of("value", QmpValue.of(536_870_912L));
    private final Balloon balloonCommand = new Balloon(536_870_912L);
    private final QmpObject nodeArguments = QmpObject.builder()
            .put("driver", QmpValue.of("file"))
            .put("node-name", QmpValue.of("disk0"))
            .put("filename", QmpValue.of("/images/disk0.raw"))
            .build();
    private final BlockdevAdd nodeCommand = new FileNode("disk0", "/images/disk0.raw");
    private final List<Cpu> result = IntStream.range(0, 16)
            .mapToObj(
                    i -> new Cpu(i, "/machine/unattached/device[" + i + "]", 1000 + i, new Topology(0L, (long) i, 0L)))
            .toList();
    private final QmpArray resultValue = (QmpArray) cpus.writeResult(result);
    private final Status data = new Status("job0", 42, true);
    private final QmpObject dataValue = event.writeData(data);

    @Benchmark
    public Object readArguments() {
        return balloon.readArguments(balloonArguments);
    }

    @Benchmark
    public Object writeArguments() {
        return balloon.writeArguments(balloonCommand);
    }

    @Benchmark
    public Object readCaseOfUnion() {
        return node.readArguments(nodeArguments);
    }

    @Benchmark
    public Object writeCaseOfUnion() {
        return node.writeArguments(nodeCommand);
    }

    @Benchmark
    public Object readResultOf16Records() {
        return cpus.readResult(resultValue);
    }

    @Benchmark
    public Object writeResultOf16Records() {
        return cpus.writeResult(result);
    }

    @Benchmark
    public Object readEvent() {
        return event.readData(dataValue);
    }

    @Benchmark
    public Object writeEvent() {
        return event.writeData(data);
    }

    /** What a server does once for each type. */
    @Benchmark
    public Object derive() {
        return new RecordBinder(CompatPolicy.ACCEPT).command(QueryCpus.class);
    }
}

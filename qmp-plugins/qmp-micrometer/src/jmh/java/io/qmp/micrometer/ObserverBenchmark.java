package io.qmp.micrometer;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.value.QmpObject;
import io.qmp.client.QmpClient;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The costs of meters and spans: the whole way of a command through a client, from its execution to the completion of
 * its future, within the process. A result is that of one command.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ObserverBenchmark {
    private static final int PIPELINED = 64;

    /** What observes the client. */
    @Param
    public Observer observer;

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH, failure -> {
        throw new IllegalStateException(failure);
    });
    private QmpClient client;

    /** Connects. */
    @Setup
    public void start() {
        CompletableFuture<QmpClient> connecting = observer.client().over(CannedPeer.connect(loop));
        loop.runPending();
        client = connecting.join();
    }

    /** Commands without arguments, pipelined. */
    @Benchmark
    @OperationsPerInvocation(PIPELINED)
    public Object commands() {
        CompletableFuture<?> last = null;
        for (int i = 0; i < PIPELINED; i++) {
            last = client.execute("query-status", QmpObject.EMPTY);
        }
        loop.runPending();
        return last.join();
    }
}

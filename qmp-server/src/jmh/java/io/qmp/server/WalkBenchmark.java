package io.qmp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.qmp.api.local.ManualEventLoop;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * The whole way of commands and events through a server, from the bytes that a connection has read to the bytes that
 * it writes, without a transport. A result is that of one command, or of one event to one session.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WalkBenchmark {
    private static final int PIPELINED = 64;
    private static final int SESSIONS = 16;

    /** How many interceptors there are that pass each request on. */
    @Param({"0", "1"})
    public int interceptors;

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH, failure -> {
        throw new IllegalStateException(failure);
    });
    private final List<CountingConnection> sessions = new ArrayList<>();
    private final ByteBuffer queries = pipelined("{\"execute\": \"bench-query\", \"id\": %d}\n");
    private final ByteBuffer sets =
            pipelined("{\"execute\": \"bench-set\", \"arguments\": {\"name\": \"a\", \"value\": 1}, \"id\": %d}\n");
    private final BenchmarkPlugin.Changed event = new BenchmarkPlugin.Changed("a", 1);
    private QmpServer server;
    private CountingConnection first;

    private static ByteBuffer pipelined(String command) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PIPELINED; i++) {
            text.append(String.format(command, 1_000_000 + i));
        }
        return ByteBuffer.wrap(text.toString().getBytes(US_ASCII));
    }

    /** Starts a server, and makes sessions that have negotiated. */
    @Setup
    public void start() {
        QmpServerBuilder builder = QmpServer.builder()
                .loop(loop)
                .clock(loop)
                .alarm(loop::schedule)
                .withoutInstalledPlugins()
                .plugin(new BenchmarkPlugin());
        for (int i = 0; i < interceptors; i++) {
            builder.plugin(registry -> registry.interceptor((request, context, next) -> next.handle(request, context)));
        }
        server = builder.build();
        for (int i = 0; i < SESSIONS; i++) {
            CountingConnection session = new CountingConnection(loop);
            server.serve(session, MonitorOptions.DEFAULT);
            loop.runPending();
            session.receive(ByteBuffer.wrap("{\"execute\": \"qmp_capabilities\"}".getBytes(US_ASCII)));
            sessions.add(session);
        }
        first = sessions.get(0);
    }

    /** A command without arguments, pipelined. */
    @Benchmark
    @OperationsPerInvocation(PIPELINED)
    public long query() {
        return received(queries);
    }

    /** A command with arguments, pipelined. */
    @Benchmark
    @OperationsPerInvocation(PIPELINED)
    public long set() {
        return received(sets);
    }

    private long received(ByteBuffer commands) {
        loop.execute(() -> first.receive(commands.rewind())); // on the loop, where connections call
        loop.runPending();
        return first.written();
    }

    /** An event to each of the sessions. */
    @Benchmark
    @OperationsPerInvocation(SESSIONS)
    public long event() {
        loop.execute(() -> server.context().emit(event));
        loop.runPending();
        return first.written();
    }
}

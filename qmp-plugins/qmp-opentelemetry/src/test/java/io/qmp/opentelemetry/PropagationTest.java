package io.qmp.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.message.TraceContext;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.client.spi.CallListener;
import io.qmp.mux.Mux;
import io.qmp.mux.MuxBuilder;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.RoleSource;
import io.qmp.server.QmpServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace from a client to the server, over sockets. */
class PropagationTest {
    private static final Set<String> OF_THE_TEST = Set.of("greet", "refuse");

    @TempDir
    Path directory;

    private final BlockingQueue<SpanData> spans = new LinkedBlockingQueue<>();
    private final List<QmpValue> ids = new ArrayList<>();
    private final OpenTelemetry openTelemetry = openTelemetry(Sampler.parentBased(Sampler.alwaysOn()));
    private final OpenTelemetryCommands commands = OpenTelemetryCommands.of(openTelemetry);
    private final List<Runnable> closing = new ArrayList<>();
    private QmpAddress server;

    /** Hands spans to the test, which may have to wait for them. */
    private final class Exporter implements SpanExporter {
        private final InMemorySpanExporter memory = InMemorySpanExporter.create();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return memory.export(ended);
        }

        @Override
        public CompletableResultCode flush() {
            return memory.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return memory.shutdown();
        }
    }

    /** Has commands, and keeps the ids that it is called with. */
    private final class Commands implements QmpPlugin {
        @Override
        public void register(PluginRegistry registry) {
            registry.command("greet", (request, context) -> {
                ids.add(request.id());
                return CompletableFuture.completedFuture(request.success(QmpObject.EMPTY));
            });
            registry.command("refuse", (request, context) -> {
                throw CommandFailedException.generic("a secret");
            });
            registry.command(
                    "query-chardev",
                    (request, context) -> CompletableFuture.completedFuture(request.success(QmpValue.of("none"))));
        }
    }

    private OpenTelemetry openTelemetry(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(new Exporter()))
                        .build())
                .build();
    }

    @BeforeEach
    void chooseAddress() {
        server = address("server");
    }

    @AfterEach
    void close() {
        closing.forEach(Runnable::run);
    }

    private QmpAddress address(String name) {
        return QmpAddress.unix(directory.resolve(name));
    }

    private void serve(OpenTelemetryCommands spansOfCommands) {
        QmpServer running = QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(spansOfCommands)
                .plugin(new Commands())
                .build();
        running.listen(server).join();
        closing.add(() -> running.close().join());
    }

    private QmpAddress mux(CallListener... listeners) {
        MuxBuilder builder = Mux.builder(server).listen("m", address("mux"), RoleSource.always(Role.OWNER));
        for (CallListener listener : listeners) {
            builder.callListener(listener);
        }
        Mux mux = builder.start().join();
        closing.add(0, () -> mux.close().join());
        return mux.addresses().get(0);
    }

    private QmpClient client(QmpAddress address, boolean propagates) {
        OpenTelemetryCalls calls = OpenTelemetryCalls.of(openTelemetry, QmpAddress.parse("tcp:host:4444"));
        return client(address, propagates ? calls.withPropagation() : calls);
    }

    private QmpClient client(QmpAddress address, CallListener listener) {
        QmpClient client =
                QmpClient.builder().callListener(listener).connect(address).join();
        closing.add(0, () -> client.close().join());
        return client;
    }

    /** The next spans of the commands of the test, as many as these; of others, such as the multiplexer's, none. */
    private List<SpanData> next(int number) throws InterruptedException {
        List<SpanData> next = new ArrayList<>();
        while (next.size() < number) {
            SpanData span = spans.take();
            if (OF_THE_TEST.contains(span.getName())) {
                next.add(span);
            }
        }
        return next;
    }

    /** The spans of one trace, each below its parent. */
    private String trace(int number) throws InterruptedException {
        List<SpanData> all = next(number);
        assertThat(all).extracting(SpanData::getTraceId).containsOnly(all.get(0).getTraceId());
        StringBuilder text = new StringBuilder();
        write(text, all, SpanId.getInvalid(), "");
        return text.toString();
    }

    private static void write(StringBuilder text, List<SpanData> all, String parent, String indent) {
        for (SpanData span : all) {
            if (span.getParentSpanId().equals(parent)) {
                text.append(indent)
                        .append(span.getName())
                        .append(' ')
                        .append(span.getKind())
                        .append(' ');
                text.append(span.getStatus().getStatusCode())
                        .append(' ')
                        .append(shown(span.getAttributes()))
                        .append('\n');
                write(text, all, span.getSpanId(), indent + "  ");
            }
        }
    }

    private static Map<String, Object> shown(Attributes attributes) {
        Map<String, Object> shown = new TreeMap<>();
        attributes.forEach((key, value) -> shown.put(key.getKey(), value));
        shown.remove("qmp.queue_nanos");
        return shown;
    }

    /** The traces of two commands of a client, one of which is refused; each of so many spans. */
    private String traces(QmpClient client, int spansOfEach) throws InterruptedException {
        client.execute("greet", QmpObject.EMPTY).join();
        String greeted = trace(spansOfEach);
        client.execute("refuse", QmpObject.EMPTY)
                .exceptionally(failure -> QmpObject.EMPTY)
                .join();
        return greeted + trace(spansOfEach);
    }

    private String golden(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    @Test
    void clientAndServerHaveOneTrace() throws Exception {
        serve(commands.withPropagation());

        assertThat(traces(client(server, true), 2)).isEqualTo(golden("client-server.txt"));
    }

    @Test
    void clientMultiplexerAndServerHaveOneTrace() throws Exception {
        serve(commands.withPropagation());
        QmpAddress mux = mux(OpenTelemetryCalls.of(openTelemetry, QmpAddress.parse("tcp:qemu:4445"))
                .withPropagation());

        assertThat(traces(client(mux, true), 3)).isEqualTo(golden("client-mux-server.txt"));
    }

    @Test
    void aMultiplexerWithoutSpansPassesTheTraceOn() throws Exception {
        serve(commands.withPropagation());

        assertThat(traces(client(mux(CallListener.PASSING_TRACES), true), 2)).isEqualTo(golden("client-server.txt"));
    }

    @Test
    void aMultiplexerKeepsTheTraceToItselfUnlessItIsAsked() throws Exception {
        serve(commands.withPropagation());

        client(mux(), true).execute("greet", QmpObject.EMPTY).join();

        assertThat(next(2)).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
        assertThat(ids).hasOnlyElementsOfType(QmpLong.class);
    }

    @Test
    void aServerTakesNoTraceUnlessItIsAsked() throws Exception {
        serve(commands);

        client(server, true).execute("greet", QmpObject.EMPTY).join();

        assertThat(next(2)).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
        assertThat(TraceContext.of(ids.get(0))).isPresent();
    }

    @Test
    void aClientSendsNoTraceUnlessItIsAsked() throws Exception {
        serve(commands.withPropagation());

        client(server, false).execute("greet", QmpObject.EMPTY).join();

        assertThat(next(2)).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
        assertThat(ids).hasOnlyElementsOfType(QmpLong.class);
    }

    @Test
    void whatIsNotSampledHereIsNotSampledThere() throws Exception {
        serve(commands.withPropagation());
        OpenTelemetry unsampled = openTelemetry(Sampler.alwaysOff());
        QmpClient client =
                client(server, OpenTelemetryCalls.of(unsampled, server).withPropagation());

        client.execute("greet", QmpObject.EMPTY).join();
        client.close().join();
        client(server, false)
                .execute("refuse", QmpObject.EMPTY)
                .exceptionally(failure -> QmpObject.EMPTY)
                .join();

        assertThat(TraceContext.of(ids.get(0)).orElseThrow().traceparent()).matches(".*-0[02]");
        assertThat(next(2)).extracting(SpanData::getName).containsOnly("refuse");
    }
}

package io.qmp.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.QemuSchema;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a scope need not be spoken of to hold
class OpenTelemetryCallsTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final FakeQemu qemu =
            FakeQemu.builder().schema(QemuSchema.V10_0).virtualTime().start();

    @AfterEach
    void close() {
        qemu.reset();
        qemu.close();
    }

    private OpenTelemetry openTelemetry(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build();
    }

    private QmpClient client(OpenTelemetry openTelemetry, String address) {
        CompletableFuture<QmpClient> connecting = QmpClient.builder()
                .callListener(OpenTelemetryCalls.of(openTelemetry, QmpAddress.parse(address)))
                .over(qemu.connection());
        qemu.advance(Duration.ZERO);
        return connecting.join();
    }

    private CompletableFuture<?> execute(QmpClient client, String command, CallOptions options) {
        CompletableFuture<?> executed = client.execute(command, QmpObject.EMPTY, options);
        qemu.advance(Duration.ZERO);
        return executed;
    }

    @Test
    void eachOutcomeHasItsSpan() throws IOException {
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.stub("stop").fails(QmpError.generic("a secret"));
        qemu.stub("migrate-pause");
        QmpClient client = client(openTelemetry(Sampler.alwaysOn()), "unix:/run/vm.qmp");

        execute(client, "query-status", CallOptions.DEFAULT);
        execute(client, "stop", CallOptions.DEFAULT);
        qemu.expect("cont").held();
        execute(client, "cont", CallOptions.DEFAULT.withSoftLimit(LIMIT).withHardLimit(LIMIT));
        qemu.advance(LIMIT);
        execute(client, "query-name", CallOptions.DEFAULT).cancel(false);
        execute(client, "migrate-pause", CallOptions.OUT_OF_BAND);
        execute(client, "query-uuid", CallOptions.DEFAULT);
        qemu.faults().close();
        qemu.advance(Duration.ZERO);
        execute(client, "query-jobs", CallOptions.DEFAULT);

        assertThat(shown()).isEqualTo(golden());
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("a secret");
    }

    private String shown() {
        return spans.getFinishedSpanItems().stream()
                .map(OpenTelemetryCallsTest::text)
                .collect(joining());
    }

    private static String text(SpanData span) {
        Map<String, Object> attributes = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        assertThat(attributes.remove("qmp.queue_nanos")).isInstanceOf(Long.class);
        return span.getName() + " " + span.getKind() + " " + span.getStatus().getStatusCode() + " " + attributes + "\n";
    }

    private String golden() throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("spans.txt"))) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    @Test
    void aSpanIsTheChildOfTheCurrentOne() {
        qemu.stub("stop");
        OpenTelemetry openTelemetry = openTelemetry(Sampler.alwaysOn());
        QmpClient client = client(openTelemetry, "tcp:host:4444");
        Span parent = openTelemetry.getTracer("test").spanBuilder("parent").startSpan();

        try (Scope ignored = parent.makeCurrent()) {
            execute(client, "stop", CallOptions.DEFAULT);
        }

        SpanData span = spans.getFinishedSpanItems().get(0);
        assertThat(span.getParentSpanId()).isEqualTo(parent.getSpanContext().getSpanId());
        assertThat(text(span)).contains("server.address=host, server.port=4444");
    }

    @Test
    void whatIsNotSampledIsNotRecorded() {
        qemu.stub("stop");

        execute(client(openTelemetry(Sampler.alwaysOff()), "unix:/run/vm.qmp"), "stop", CallOptions.DEFAULT);

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }
}

package io.qmp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Timestamp;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.value.QmpObject;
import io.qmp.client.QmpClient;
import io.qmp.client.spi.ClientMetrics.Outcome;
import io.qmp.testkit.LocalServer;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.QemuSchema;
import io.qmp.vm.metrics.VmSampler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ServerMeters server = new ServerMeters(Tags.of("server", "fake"));
    private final ClientMeters meters = new ClientMeters(Tags.of("vm", "web"));
    private final FakeQemu qemu = FakeQemu.builder()
            .schema(QemuSchema.V10_0)
            .plugin(() -> server)
            .virtualTime()
            .start();

    @AfterEach
    void close() {
        qemu.reset();
        qemu.close();
    }

    private QmpClient client() {
        meters.bindTo(registry);
        server.bindTo(registry);
        CompletableFuture<QmpClient> connecting =
                QmpClient.builder().metrics(meters).over(qemu.connection());
        qemu.advance(Duration.ZERO);
        QmpClient client = connecting.join();
        meters.learn(client);
        qemu.advance(Duration.ZERO);
        return client;
    }

    private void execute(QmpClient client, String command) {
        client.execute(command, QmpObject.EMPTY);
        qemu.advance(Duration.ZERO);
    }

    private long series() {
        return registry.scrape().lines().filter(line -> !line.startsWith("#")).count();
    }

    @Test
    void commandsAndEventsOfAClientAreCounted() {
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.stub("stop").fails(QmpError.generic("no"));
        QmpClient client = client();

        execute(client, "query-status");
        execute(client, "stop");
        qemu.emit("STOP");
        qemu.advance(Duration.ZERO);

        assertThat(registry.scrape())
                .contains(
                        "qmp_client_commands_seconds_count{command=\"query-status\",outcome=\"succeeded\",vm=\"web\"} 1\n",
                        "qmp_client_commands_seconds_count{command=\"stop\",outcome=\"failed\",vm=\"web\"} 1\n",
                        "qmp_client_events_total{event=\"STOP\",vm=\"web\"} 1.0\n",
                        "qmp_client_connected{vm=\"web\"} 1.0\n",
                        "qmp_client_pending{vm=\"web\"} 0.0\n",
                        "qmp_client_last_reply_age_seconds{vm=\"web\"} 0.0\n",
                        "qmp_client_reconnects_total{vm=\"web\"} 0.0\n");
    }

    @Test
    void commandsAndEventsOfAServerAreCounted() {
        server.bindTo(registry);
        try (LocalServer local = LocalServer.with(server, new Greeter())) {
            local.execute("greet", QmpObject.EMPTY);
            local.context().emit(new Event("GREETED", QmpObject.EMPTY, Timestamp.of(Instant.EPOCH)));
            local.advance(Duration.ZERO);
        }

        assertThat(registry.scrape())
                .contains(
                        "qmp_server_commands_seconds_count{command=\"greet\",outcome=\"succeeded\",server=\"fake\"} 1",
                        "qmp_server_events_total{event=\"other\",server=\"fake\"} 1.0\n",
                        "qmp_server_sessions{server=\"fake\"} 0.0\n",
                        "qmp_server_sessions_closed_total{reason=\"server\",server=\"fake\"} 1.0\n",
                        "qmp_server_queue_seconds_count");
    }

    /** Has a command of its own. */
    private record Greeter() implements QmpPlugin {
        @Override
        public void register(PluginRegistry registry) {
            registry.command(
                    "greet", (request, context) -> CompletableFuture.completedFuture(request.success(QmpObject.EMPTY)));
        }
    }

    @Test
    void tenThousandUnknownNamesMakeNoNewSeries() {
        QmpClient client = client();
        execute(client, "unknown");
        meters.event("UNKNOWN");
        meters.slow("unknown", 1);
        long before = series();

        for (int i = 0; i < 10_000; i++) {
            client.execute("unknown-" + i, QmpObject.EMPTY);
            meters.event("UNKNOWN_" + i);
            meters.slow("unknown-" + i, 1);
            meters.ended("unknown-" + i, Outcome.FAILED, 1);
            if (i % 1000 == 0) {
                qemu.advance(Duration.ZERO);
            }
        }
        qemu.advance(Duration.ZERO);

        assertThat(series()).isEqualTo(before);
        assertThat(registry.scrape())
                .contains(
                        "qmp_client_commands_seconds_count{command=\"other\",outcome=\"failed\",vm=\"web\"} 20001\n",
                        "qmp_server_commands_seconds_count{command=\"other\",outcome=\"failed\",server=\"fake\"} 10001\n");
    }

    @Test
    void withoutAnIntrospectionAllIsOther() {
        meters.bindTo(registry);

        meters.ended("query-status", Outcome.SUCCEEDED, 1);

        assertThat(registry.scrape()).contains("command=\"other\"").doesNotContain("query-status");
    }

    @Test
    void nothingIsCountedBeforeThereIsARegistry() {
        meters.ended("query-status", Outcome.SUCCEEDED, 1);
        meters.bindTo(registry);

        assertThat(registry.scrape()).doesNotContain("qmp_client_commands");
    }

    @Test
    void valuesOfAVmComeAndGo() {
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.stub("query-balloon").returns("{'actual': 4096}");
        QmpClient client = client();
        VmSampler sampler = VmSampler.every(PERIOD).random(() -> 1).of(client);
        new VmMeters(sampler, Tags.of("vm", "web")).bindTo(registry);
        qemu.advance(PERIOD);
        assertThat(registry.scrape())
                .contains(
                        "qemu_up{vm=\"web\"} 1.0\n",
                        "qemu_balloon_actual_bytes{vm=\"web\"} 4096.0\n",
                        "qemu_details{machine=\"\"",
                        "qemu_status{status=\"running\",vm=\"web\"} 1.0\n",
                        "qemu_sample_commands_total{vm=\"web\"}");

        qemu.faults().close();
        qemu.advance(Duration.ZERO);
        assertThat(registry.scrape()).contains("qemu_up{vm=\"web\"} 0.0\n", "qemu_balloon_actual_bytes");
    }

    @Test
    void valuesOfASilentVmGo() {
        qemu.stub("query-balloon").returns("{'actual': 4096}");
        QmpClient client = client();
        VmSampler sampler = VmSampler.every(PERIOD).random(() -> 1).of(client);
        new VmMeters(sampler, Tags.of("vm", "web")).bindTo(registry);
        qemu.advance(PERIOD);
        qemu.expect("query-status").held();

        qemu.advance(PERIOD.multipliedBy(5));

        assertThat(registry.scrape()).contains("qemu_up{vm=\"web\"} 0.0\n").doesNotContain("qemu_balloon_actual_bytes");
    }
}

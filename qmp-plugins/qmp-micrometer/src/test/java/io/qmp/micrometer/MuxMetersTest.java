package io.qmp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.mux.Mux;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.RoleSource;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.QemuSchema;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meters of a multiplexer in front of a fake QEMU, over sockets. */
class MuxMetersTest {
    @TempDir
    Path directory;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MuxMeters meters = new MuxMeters(Tags.of("vm", "web"));
    private final FakeQemu qemu =
            FakeQemu.builder().schema(QemuSchema.V10_0).lenient().start();
    private Mux mux;

    @BeforeEach
    void start() {
        meters.bindTo(registry);
        mux = Mux.builder(qemu.address())
                .listen("rw", QmpAddress.unix(directory.resolve("rw")), RoleSource.always(Role.OWNER))
                .listen("ro", QmpAddress.unix(directory.resolve("ro")), RoleSource.always(Role.OBSERVER))
                .muxMetrics(meters)
                .metrics(meters.server())
                .clientMetrics(meters.client())
                .start()
                .join();
    }

    @AfterEach
    void close() {
        mux.close().join();
        qemu.reset();
        qemu.close();
    }

    private QmpClient client(int listener) {
        return QmpClient.builder().connect(mux.addresses().get(listener)).join();
    }

    private static void execute(QmpClient client, String command) {
        client.execute(command, QmpObject.EMPTY)
                .exceptionally(failure -> QmpObject.EMPTY)
                .join();
    }

    private long series() {
        return registry.scrape().lines().filter(line -> !line.startsWith("#")).count();
    }

    @Test
    void commandsHaveTheNamesThatQemuKnows() {
        qemu.stub("stop");
        QmpClient owner = client(0);
        QmpClient observer = client(1);
        execute(owner, "stop");
        execute(observer, "stop");
        execute(owner, "no-such");

        assertThat(registry.scrape())
                .contains(
                        "qmp_mux_commands_seconds_count{command=\"stop\",outcome=\"succeeded\",vm=\"web\"} 1\n",
                        "qmp_mux_commands_seconds_count{command=\"stop\",outcome=\"denied\",vm=\"web\"} 1\n",
                        "qmp_mux_commands_seconds_count{command=\"other\",outcome=\"failed\",vm=\"web\"} 1\n",
                        "qmp_mux_denied_total{role=\"observer\",vm=\"web\"} 1.0\n",
                        "qmp_mux_clients{role=\"owner\",vm=\"web\"} 1.0\n",
                        "qmp_mux_clients{role=\"observer\",vm=\"web\"} 1.0\n",
                        "qmp_mux_up{vm=\"web\"} 1.0\n",
                        "qmp_mux_waiting{vm=\"web\"} 0.0\n",
                        "qmp_mux_window_in_use{vm=\"web\"} 0.0\n",
                        "qmp_mux_restarts_total{vm=\"web\"} 0.0\n",
                        "qmp_mux_audit_records_total{vm=\"web\"} 0.0\n",
                        "qmp_mux_audit_failures_total{vm=\"web\"} 0.0\n",
                        "qmp_server_commands_seconds_count{command=\"stop\",outcome=\"succeeded\",vm=\"web\"} 1\n",
                        "qmp_server_sessions{vm=\"web\"} 2.0\n",
                        "qmp_client_commands_seconds_count{command=\"stop\",outcome=\"succeeded\",vm=\"web\"} 1\n");
    }

    @Test
    void tenThousandUnknownNamesMakeNoNewSeries() {
        QmpClient owner = client(0);
        execute(owner, "unknown");
        long before = series();

        for (int i = 0; i < 10; i++) {
            CompletableFuture<?> last = CompletableFuture.completedFuture(null);
            for (int j = 0; j < 1000; j++) {
                last = owner.execute("unknown-" + i + "-" + j, QmpObject.EMPTY);
            }
            last.handle((reply, failure) -> null).join();
        }

        assertThat(series()).isEqualTo(before);
        assertThat(registry.scrape())
                .contains("qmp_mux_commands_seconds_count{command=\"other\",outcome=\"failed\",vm=\"web\"} 10001\n");
    }
}

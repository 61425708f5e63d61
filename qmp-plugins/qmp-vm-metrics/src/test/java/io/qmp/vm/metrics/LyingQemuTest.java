package io.qmp.vm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.client.QmpClient;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.QemuSchema;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A peer that answers what no QEMU does costs its own values, and nothing else. */
class LyingQemuTest {
    private static final Duration PERIOD = Duration.ofSeconds(15);

    private final FakeQemu qemu =
            FakeQemu.builder().schema(QemuSchema.V10_0).lenient().virtualTime().start();

    @AfterEach
    void close() {
        qemu.reset();
        qemu.close();
    }

    private VmSampler sampler() {
        CompletableFuture<QmpClient> connecting = QmpClient.over(qemu.connection());
        qemu.advance(Duration.ZERO);
        VmSampler sampler = VmSampler.every(PERIOD).random(() -> 1).of(connecting.join());
        qemu.advance(PERIOD);
        return sampler;
    }

    private static List<VmValue> values(VmSampler sampler, VmFamily family) {
        return sampler.values().stream()
                .filter(value -> value.family() == family)
                .toList();
    }

    @Test
    void whatIsNoNumberAndNoCounterIsLeftOut() {
        qemu.stub("query-blockstats")
                .returns("[{'device': 'd', 'stats': {'rd_bytes': -5, 'wr_bytes': '7', 'rd_operations': 1e999,"
                        + " 'wr_operations': 8}}]");
        VmSampler sampler = sampler();

        assertThat(values(sampler, VmFamily.READ_BYTES)).isEmpty();
        assertThat(values(sampler, VmFamily.WRITE_BYTES)).isEmpty();
        assertThat(values(sampler, VmFamily.READ_REQUESTS)).isEmpty();
        assertThat(values(sampler, VmFamily.WRITE_REQUESTS)).hasSize(1);
    }

    @Test
    void twoJobsOfOneIdAreOneSeries() {
        qemu.stub("query-jobs")
                .returns("[{'id': 'j', 'type': 't', 'current-progress': 1, 'total-progress': 4},"
                        + " {'id': 'j', 'type': 't', 'current-progress': 2, 'total-progress': 4}]");

        assertThat(values(sampler(), VmFamily.JOB_PROGRESS))
                .extracting(VmValue::value)
                .containsExactly(0.25);
    }

    @Test
    void longTextsAreCut() {
        qemu.stub("query-status").returns("{'status': '" + "s".repeat(100_000) + "', 'running': true}");
        qemu.stub("query-name").returns("{'name': '" + "n".repeat(100_000) + "'}");
        VmSampler sampler = sampler();

        assertThat(values(sampler, VmFamily.STATUS).get(0).labels().get("status"))
                .hasSize(Plausible.LONGEST_LABEL);
        assertThat(values(sampler, VmFamily.INFO).get(0).labels().get("name")).hasSize(Plausible.LONGEST_LABEL);
    }

    @Test
    void moreDevicesThanThereCanBeAreLeftOut() {
        StringBuilder devices = new StringBuilder("[");
        for (int i = 0; i < 10_000; i++) {
            devices.append("{'device': 'd").append(i).append("', 'stats': {'rd_bytes': 1}},");
        }
        devices.setCharAt(devices.length() - 1, ']');
        qemu.stub("query-blockstats").returns(devices.toString());

        assertThat(values(sampler(), VmFamily.READ_BYTES)).hasSize(Plausible.MOST_VALUES);
    }

    @Test
    void namesThatQemuHasMadeUpAreNotShown() {
        qemu.stub("query-blockstats")
                .returns("[{'device': 'd', 'node-name': '#block126', 'stats': {'rd_bytes': 1}},"
                        + " {'device': '', 'node-name': '#block127', 'stats': {'rd_bytes': 2}}]");

        assertThat(values(sampler(), VmFamily.READ_BYTES))
                .extracting(value -> value.labels().get("node"))
                .containsExactly("", "#block127");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qom-list | ['a', 7]",
                "qom-list | {}",
                "query-cpus-fast | ['a']",
                "query-cpus-fast | [{'cpu-index': 0, 'thread-id': -1}]",
                "query-uuid | 7",
                "query-jobs | {}",
                "query-blockstats | [7]",
                "query-balloon | []"
            })
    void anAnswerOfAnotherFormCostsNoOtherValues(String command, String answer) {
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.stub(command).returns(answer);
        VmSampler sampler = sampler();

        assertThat(sampler.isUp()).isTrue();
        assertThat(values(sampler, VmFamily.RUNNING)).hasSize(1);
        assertThat(values(sampler, VmFamily.INFO)).hasSize(1);
    }
}

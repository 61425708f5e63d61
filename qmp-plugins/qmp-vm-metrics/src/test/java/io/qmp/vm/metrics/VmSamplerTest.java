package io.qmp.vm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.QmpError;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.HeldReply;
import io.qmp.testkit.fake.QemuSchema;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VmSamplerTest {
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final List<String> ROUND = List.of(
            "query-status",
            "query-blockstats",
            "query-balloon",
            "qom-get",
            "query-cpus-fast",
            "query-jobs",
            "query-migrate");

    private final FakeQemu qemu =
            FakeQemu.builder().schema(QemuSchema.V10_0).lenient().virtualTime().start();

    @BeforeEach
    void declare() {
        qemu.stub("qom-get").returns("'q35'");
        qemu.stub("qom-get", "{'path': '/machine/peripheral/b', 'property': 'guest-stats'}")
                .returns("{'last-update': 5, 'stats': {'stat-total-memory': 100,"
                        + " 'stat-free-memory': 18446744073709551615, 'stat-major-faults': -1}}");
        qemu.stub("query-uuid").returns("{'UUID': 'u'}");
        qemu.stub("query-name").returns("{'name': 'vm'}");
        qemu.stub("qom-list").returns("[{'name': 'b', 'type': 'child<virtio-balloon-pci>'}]");
        qemu.stub("query-cpus-fast").returns("[{'cpu-index': 0, 'thread-id': 1}]");
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        blockReads(7);
        qemu.stub("query-balloon").returns("{'actual': 128}");
        qemu.stub("query-jobs")
                .returns("[{'id': 'j', 'type': 'backup', 'status': 'running', 'current-progress': 1,"
                        + " 'total-progress': 4}]");
        qemu.stub("query-migrate")
                .returns("{'status': 'active', 'ram': {'transferred': 1, 'remaining': 2,"
                        + " 'total': 3}, 'expected-downtime': 300}");
    }

    @AfterEach
    void close() {
        qemu.close();
    }

    private void blockReads(long bytes) {
        qemu.stub("query-blockstats")
                .returns("[{'device': '', 'qdev': '/machine/peripheral/disk0/virtio-backend',"
                        + " 'node-name': 'n0', 'stats': {'rd_bytes': " + bytes + ", 'rd_total_time_ns': 500000000}}]");
    }

    private VmSampler sampler() {
        CompletableFuture<QmpClient> connecting = QmpClient.over(qemu.connection());
        qemu.advance(Duration.ZERO);
        QmpClient client = connecting.join();
        VmSampler sampler = VmSampler.every(PERIOD)
                .within(DEADLINE)
                .clock((ManualEventLoop) client.loop())
                .random(() -> 1)
                .of(client);
        qemu.advance(Duration.ZERO);
        return sampler;
    }

    private static OptionalDouble value(VmSampler sampler, VmFamily family, String... labels) {
        return sampler.values().stream()
                .filter(value ->
                        value.family() == family && value.labels().values().containsAll(List.of(labels)))
                .mapToDouble(VmValue::value)
                .findFirst();
    }

    private List<String> commands() {
        return qemu.takeAll().stream().map(Request::command).toList();
    }

    @Test
    void valuesAreThoseThatQemuAnswers() {
        VmSampler sampler = sampler();

        assertThat(value(sampler, VmFamily.UP)).hasValue(1);
        assertThat(value(sampler, VmFamily.INFO, "q35", "u", "vm")).hasValue(1);
        assertThat(value(sampler, VmFamily.STATUS, "running")).hasValue(1);
        assertThat(value(sampler, VmFamily.READ_BYTES, "disk0", "n0")).hasValue(7);
        assertThat(value(sampler, VmFamily.READ_TIME, "disk0")).hasValue(0.5);
        assertThat(value(sampler, VmFamily.BALLOON)).hasValue(128);
        assertThat(value(sampler, VmFamily.GUEST_TOTAL)).hasValue(100);
        assertThat(value(sampler, VmFamily.VCPUS)).hasValue(1);
        assertThat(value(sampler, VmFamily.JOB_PROGRESS, "backup", "j")).hasValue(0.25);
        assertThat(value(sampler, VmFamily.MIGRATION_REMAINING)).hasValue(2);
        assertThat(value(sampler, VmFamily.MIGRATION_EXPECTED_DOWNTIME)).hasValue(0.3);
    }

    @Test
    void whatTheGuestDoesNotReportIsLeftOut() {
        VmSampler sampler = sampler();

        assertThat(value(sampler, VmFamily.GUEST_FREE)).isEmpty();
        assertThat(value(sampler, VmFamily.GUEST_MAJOR_FAULTS)).isEmpty();
    }

    @Test
    void aRoundTakesSevenCommandsAndReadingNone() {
        VmSampler sampler = sampler();
        commands();

        qemu.advance(PERIOD);
        sampler.values();
        qemu.advance(Duration.ZERO);

        assertThat(commands()).isEqualTo(ROUND);
        assertThat(value(sampler, VmFamily.COMMANDS)).hasValue(5 + 7 + 7);
    }

    @Test
    void noSecondCommandIsSentToAVmThatDoesNotAnswer() {
        VmSampler sampler = sampler();
        commands();
        HeldReply<QmpValue> held = qemu.expect("query-status").held();

        qemu.advance(PERIOD.multipliedBy(6));

        assertThat(commands()).containsExactly("query-status");
        assertThat(value(sampler, VmFamily.UP)).hasValue(0);
        held.returns("{'status': 'paused', 'running': false}");
        qemu.advance(Duration.ZERO);
        assertThat(commands()).isEqualTo(ROUND.subList(1, ROUND.size()));
        assertThat(value(sampler, VmFamily.UP)).hasValue(1);
        assertThat(value(sampler, VmFamily.STATUS, "paused")).hasValue(1);
    }

    @Test
    void aSilentVmIsDownAtTheDeadlineAndItsValuesGoAfterThreePeriods() {
        VmSampler sampler = sampler();
        qemu.expect("query-status").held();
        qemu.advance(PERIOD);
        qemu.advance(DEADLINE.minusMillis(1));
        assertThat(value(sampler, VmFamily.UP)).hasValue(1);

        qemu.advance(Duration.ofMillis(1));

        assertThat(value(sampler, VmFamily.UP)).hasValue(0);
        assertThat(value(sampler, VmFamily.FAILURES, "status", "timeout")).hasValue(1);
        assertThat(value(sampler, VmFamily.READ_BYTES)).hasValue(7);
        assertThat(value(sampler, VmFamily.AGE, "block")).hasValue(13);
        qemu.advance(PERIOD.multipliedBy(3).minus(PERIOD.plus(DEADLINE)).minusMillis(1));
        assertThat(value(sampler, VmFamily.READ_BYTES)).hasValue(7);
        qemu.advance(Duration.ofMillis(1));
        assertThat(value(sampler, VmFamily.READ_BYTES)).isEmpty();
        assertThat(value(sampler, VmFamily.INFO)).isEmpty();
        assertThat(value(sampler, VmFamily.AGE, "block")).hasValue(30);
        assertThat(value(sampler, VmFamily.UP)).hasValue(0);
    }

    @Test
    void theEndOfTheConnectionShowsAtOnce() {
        VmSampler sampler = sampler();

        qemu.faults().close();
        qemu.advance(Duration.ZERO);

        assertThat(value(sampler, VmFamily.UP)).hasValue(0);
        assertThat(value(sampler, VmFamily.READ_BYTES)).hasValue(7);
    }

    @Test
    void whatQemuDoesNotHaveIsNoFailureAndRarelyAskedFor() {
        qemu.stub("query-balloon").fails(QmpError.deviceNotActive("No balloon device has been activated"));
        VmSampler sampler = sampler();
        commands();

        qemu.advance(PERIOD);
        assertThat(commands()).doesNotContain("query-balloon");
        for (int period = 0; period < 10; period++) {
            qemu.advance(PERIOD);
        }

        assertThat(commands()).containsOnlyOnce("query-balloon");
        assertThat(value(sampler, VmFamily.FAILURES)).isEmpty();
        assertThat(value(sampler, VmFamily.AGE, "balloon")).isEmpty();
    }

    @Test
    void anAnswerOfAnotherFormIsAFailureOfThatSamplerOnly() {
        qemu.stub("query-blockstats").returns("{'no': 'array'}");
        qemu.stub("query-jobs").fails("broken");
        VmSampler sampler = sampler();

        assertThat(value(sampler, VmFamily.FAILURES, "block", "unreadable")).hasValue(1);
        assertThat(value(sampler, VmFamily.FAILURES, "jobs", "refused")).hasValue(1);
        assertThat(value(sampler, VmFamily.MIGRATION_TOTAL)).hasValue(3);
        assertThat(value(sampler, VmFamily.UP)).hasValue(1);
    }

    @Test
    void aCounterThatGoesBackHasBegunAnew() {
        VmSampler sampler = sampler();
        VmValue before = counter(sampler);
        blockReads(8);
        qemu.advance(PERIOD);
        assertThat(counter(sampler).created()).isEqualTo(before.created());

        blockReads(2);
        qemu.advance(PERIOD);

        assertThat(counter(sampler).created().orElseThrow())
                .isEqualTo(before.created().orElseThrow().plus(PERIOD.multipliedBy(2)));
    }

    private static VmValue counter(VmSampler sampler) {
        return sampler.values().stream()
                .filter(value -> value.family() == VmFamily.READ_BYTES)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aClosedSamplerAsksNothing() {
        VmSampler sampler = sampler();
        commands();

        sampler.close();
        qemu.advance(PERIOD.multipliedBy(3));

        assertThat(commands()).isEmpty();
        assertThat(value(sampler, VmFamily.UP)).hasValue(0);
    }

    @Test
    void valuesOfOneFamilyHaveTheSameLabels() {
        Map<VmFamily, List<String>> names = new EnumMap<>(VmFamily.class);

        for (VmValue value : sampler().values()) {
            List<String> own = List.copyOf(value.labels().keySet());
            assertThat(names.merge(value.family(), own, (known, other) -> known))
                    .isEqualTo(own);
        }
    }
}

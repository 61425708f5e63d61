package io.qmp.vm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.client.ReconnectPolicy;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.HeldReply;
import io.qmp.testkit.fake.QemuSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A sampler whose peer ends and comes again, over a socket. */
class VmRestartTest {
    private static final Duration PERIOD = Duration.ofMillis(20);

    private CompletableFuture<QmpClient> client = new CompletableFuture<>();

    private static FakeQemu qemu(long bytes) {
        FakeQemu qemu = FakeQemu.builder().schema(QemuSchema.V10_0).lenient().start();
        qemu.stub("query-uuid").returns("{'UUID': 'u'}");
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        reads(qemu, bytes);
        return qemu;
    }

    private static void reads(FakeQemu qemu, long bytes) {
        qemu.stub("query-blockstats")
                .returns("[{'device': 'd', 'node-name': 'n', 'stats': {'rd_bytes': " + bytes + "}}]");
    }

    /** The value of a family, as soon as it is this one; the listener is called once a period. */
    private static VmValue await(VmSampler sampler, VmFamily family, double wanted) {
        CompletableFuture<VmValue> found = new CompletableFuture<>();
        sampler.listen(() ->
                value(sampler, family).filter(value -> value.value() == wanted).ifPresent(found::complete));
        return found.join();
    }

    private static Optional<VmValue> value(VmSampler sampler, VmFamily family) {
        return sampler.values().stream()
                .filter(value -> value.family() == family)
                .findFirst();
    }

    private VmSampler sampler(FakeQemu qemu) {
        client = QmpClient.builder()
                .reconnect(ReconnectPolicy.within(Duration.ofMinutes(4)))
                .connect(qemu.address());
        return VmSampler.every(PERIOD).within(Duration.ofMinutes(4)).of(client.join());
    }

    /** A sampler that asks of its own accord once, at its beginning. */
    private VmSampler patientSampler(FakeQemu qemu) {
        client = QmpClient.builder()
                .reconnect(ReconnectPolicy.within(Duration.ofMinutes(4)))
                .connect(qemu.address());
        return VmSampler.every(Duration.ofHours(1))
                .random(() -> 1)
                .within(Duration.ofMinutes(4))
                .of(client.join());
    }

    /** Waits until a command arrives, which ends by the limit of all tests. */
    private static void take(FakeQemu qemu, String command) {
        while (!qemu.take(Duration.ofMinutes(1)).command().equals(command)) {}
    }

    /** What the fake does not answer is no failure of the test, once nothing more is asked. */
    private void end(VmSampler sampler, FakeQemu qemu) {
        sampler.close();
        client.join().close().join();
        qemu.reset();
    }

    @Test
    void anotherVersionAtTheAddressIsARestart() {
        try (FakeQemu qemu = qemu(5)) {
            VmSampler sampler = sampler(qemu);
            Instant before = await(sampler, VmFamily.READ_BYTES, 5).created().orElseThrow();

            qemu.restart(QemuSchema.V11_1);

            await(sampler, VmFamily.RESTARTS, 1);
            VmValue after = await(sampler, VmFamily.READ_BYTES, 5);
            assertThat(after.created().orElseThrow()).isAfter(before);
            end(sampler, qemu);
        }
    }

    @Test
    void aCounterThatGoesBackAfterAReconnectionIsARestart() {
        try (FakeQemu qemu = qemu(5)) {
            VmSampler sampler = sampler(qemu);
            Instant before = await(sampler, VmFamily.READ_BYTES, 5).created().orElseThrow();

            qemu.stop();
            reads(qemu, 2);
            qemu.restart();

            assertThat(await(sampler, VmFamily.READ_BYTES, 2).created().orElseThrow())
                    .isAfter(before);
            await(sampler, VmFamily.RESTARTS, 1);
            end(sampler, qemu);
        }
    }

    @Test
    void valuesGoWhenAnotherProcessIsConnectedAndItsOwnComeAtOnce() {
        try (FakeQemu qemu = qemu(5)) {
            qemu.expect("query-migrate").held(); // the connection ends in the middle of a round
            VmSampler sampler = patientSampler(qemu);
            take(qemu, "query-migrate");
            assertThat(value(sampler, VmFamily.READ_BYTES)).isPresent();
            qemu.stop();
            reads(qemu, 2);
            HeldReply<QmpValue> held = qemu.expect("query-uuid").held();
            assertThat(value(sampler, VmFamily.READ_BYTES)).isPresent(); // the last good ones, as long as none is there

            qemu.restart();
            take(qemu, "query-uuid");

            assertThat(value(sampler, VmFamily.UP).orElseThrow().value()).isEqualTo(1);
            assertThat(sampler.values().stream().map(VmValue::family).distinct())
                    .containsExactlyInAnyOrder(VmFamily.UP, VmFamily.COMMANDS, VmFamily.RESTARTS, VmFamily.FAILURES);
            held.returns("{'UUID': 'u'}");
            take(qemu, "query-migrate");
            assertThat(value(sampler, VmFamily.READ_BYTES).orElseThrow().value())
                    .isEqualTo(2);
            assertThat(value(sampler, VmFamily.RESTARTS).orElseThrow().value()).isEqualTo(1);
            assertThat(value(sampler, VmFamily.STATUS)).isPresent();
            end(sampler, qemu);
        }
    }

    @Test
    void aReconnectionToTheSameProcessIsNone() {
        try (FakeQemu qemu = qemu(5)) {
            VmSampler sampler = sampler(qemu);
            Instant before = await(sampler, VmFamily.READ_BYTES, 5).created().orElseThrow();

            qemu.stop();
            reads(qemu, 6);
            qemu.restart();

            assertThat(await(sampler, VmFamily.READ_BYTES, 6).created()).contains(before);
            assertThat(value(sampler, VmFamily.RESTARTS).orElseThrow().value()).isZero();
            end(sampler, qemu);
        }
    }
}

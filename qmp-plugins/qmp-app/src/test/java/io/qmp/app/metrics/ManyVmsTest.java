package io.qmp.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Request;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.client.spi.TrafficTap;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.QemuSchema;
import io.qmp.vm.metrics.VmSampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A page of a hundred virtual machines. */
class ManyVmsTest {
    private static final int VMS = 100;

    /** Counts commands on the connections to virtual machines. */
    private static final class CommandCount implements TrafficTap {
        private int commands;

        @Override
        public void sent(QmpMessage message) {
            commands += message instanceof Request ? 1 : 0;
        }

        @Override
        public void received(QmpMessage message) {}
    }

    private final CommandCount tap = new CommandCount();
    private final List<FakeQemu> fakes = new ArrayList<>();
    private final List<VmSampler> samplers = new ArrayList<>();

    private void start() {
        for (int i = 0; i < VMS; i++) {
            FakeQemu qemu = FakeQemu.builder()
                    .schema(QemuSchema.V10_0)
                    .lenient()
                    .virtualTime()
                    .start();
            qemu.stub("qom-get").returns("'pc-q35-10.0'");
            qemu.stub("qom-list").returns("[]");
            qemu.stub("query-uuid").returns("{'UUID': 'u'}");
            qemu.stub("query-name").returns("{'name': 'vm'}");
            qemu.stub("query-cpus-fast").returns("[]");
            qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
            qemu.stub("query-blockstats").returns("[" + disk(0) + "," + disk(1) + "]");
            qemu.stub("query-balloon").returns("{'actual': 4096}");
            qemu.stub("query-jobs").returns("[]");
            qemu.stub("query-migrate").returns("{}");
            CompletableFuture<QmpClient> connecting =
                    QmpClient.builder().tap(tap).over(qemu.connection());
            qemu.advance(Duration.ZERO);
            samplers.add(VmSampler.every(Duration.ofSeconds(15)).of(connecting.join()));
            qemu.advance(Duration.ZERO);
            fakes.add(qemu);
        }
    }

    private static String disk(int number) {
        return "{'device': 'd" + number + "', 'node-name': 'n', 'stats': {'rd_bytes': 1234567890, 'wr_bytes': 5,"
                + " 'rd_operations': 7, 'wr_operations': 8, 'flush_operations': 9, 'rd_total_time_ns': 123456789,"
                + " 'wr_total_time_ns': 1, 'flush_total_time_ns': 2}}";
    }

    private String page() {
        Exposition page = new Exposition(ExpositionFormat.OPEN_METRICS, false);
        for (int i = 0; i < VMS; i++) {
            VmTarget target =
                    new VmTarget("vm" + i, QmpAddress.parse("unix:/run/vm" + i), ConnectOptions.DEFAULT, Map.of());
            page.add(target, Map.of("site", "a"), samplers.get(i).values());
        }
        return page.text();
    }

    @Test
    void aPageSendsNoCommandToAVm() {
        start();
        int before = tap.commands;
        assertThat(before).isGreaterThan(VMS * 10);

        String page = page();
        fakes.forEach(fake -> fake.advance(Duration.ZERO));

        assertThat(page.lines().filter(line -> line.startsWith("qemu_up{")).toList())
                .hasSize(VMS);
        assertThat(tap.commands).isEqualTo(before);
        fakes.forEach(FakeQemu::reset);
        fakes.forEach(FakeQemu::close);
    }
}

package io.qmp.vm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.testkit.fake.FakeQemu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmProcessTest {
    @TempDir
    Path processes;

    private void thread(long thread, long process) throws IOException {
        Files.createDirectories(processes.resolve(Long.toString(thread)));
        Files.writeString(processes.resolve(thread + "/status"), "Name:\tCPU 0/KVM\nTgid:\t" + process + "\n");
        Path task = Files.createDirectories(processes.resolve(process + "/task/" + thread));
        Files.writeString(
                task.resolve("stat"),
                thread + " (CPU 0) (x) S 1 2 3 0 -1 4194304 10 0 0 0 150 25 0 0 20 0 4 0 100 0 0\n");
    }

    private Optional<VmProcess> of(long... threads) {
        QmpValue vcpus = new QmpArray(Arrays.stream(threads)
                .mapToObj(thread -> (QmpValue) QmpObject.of("thread-id", QmpValue.of(thread)))
                .toList());
        try (FakeQemu qemu = FakeQemu.builder().start()) {
            QmpClient client = QmpClient.connect(qemu.address()).join();
            try {
                return VmProcess.of(processes, client, vcpus);
            } finally {
                client.close().join();
            }
        }
    }

    @Test
    void timesAreThoseOfTheThread() throws IOException {
        thread(501, 500);
        thread(502, 500);

        VmProcess process = of(501, 502).orElseThrow();

        assertThat(process.pid()).isEqualTo(500);
        assertThat(process.times(0, 502)).extracting(VmValue::value).containsExactly(1.5, 0.25);
        assertThat(process.times(1, 999)).isEmpty();
    }

    @Test
    void numbersOfAnotherNamespaceAreNotTaken() throws IOException {
        thread(501, 500);
        thread(600, 600);
        thread(701, 700);

        assertThat(of(501, 701)).isEmpty();
        assertThat(of(600)).isEmpty();
        assertThat(of(501, 999)).isEmpty();
        assertThat(of()).isEmpty();
    }
}

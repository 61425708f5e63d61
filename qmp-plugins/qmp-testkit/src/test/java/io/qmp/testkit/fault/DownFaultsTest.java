package io.qmp.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.client.ReconnectPolicy;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.FakeQemuTest;
import io.qmp.testkit.fake.QemuSchema;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Servers that are not there, at real sockets. */
@FakeQemuTest
class DownFaultsTest {
    @Test
    void aPathThatIsMissingIsReported(FakeQemu qemu) {
        qemu.stop();

        assertThatThrownBy(() -> QmpClient.connect(qemu.address()).join())
                .hasCauseInstanceOf(ConnectFailedException.class);
    }

    @Test
    void aPathThatAppearsIsWaitedFor(FakeQemu qemu) {
        qemu.stop();
        CompletableFuture<QmpClient> connecting =
                QmpClient.builder().connectWithin(Duration.ofSeconds(30)).connect(qemu.address());
        qemu.restart();

        connecting.join().close().join();
    }

    @Test
    void aStaleSocketFileIsReported(FakeQemu qemu) {
        qemu.stopLeavingSocketFile();

        assertThatThrownBy(() -> QmpClient.connect(qemu.address()).join())
                .hasCauseInstanceOf(ConnectFailedException.class);
        qemu.restart();
        QmpClient.connect(qemu.address()).join().close().join();
    }

    @Test
    void aRefusedConnectionIsReported() {
        try (FakeQemu qemu =
                FakeQemu.builder().address(QmpAddress.parse("tcp:127.0.0.1:0")).start()) {
            qemu.stop();

            assertThatThrownBy(() -> QmpClient.connect(qemu.address()).join())
                    .hasCauseInstanceOf(ConnectFailedException.class);
        }
    }

    @Test
    void theClientComesBackToAnotherVersion(FakeQemu qemu) {
        CompletableFuture<QmpClient> back = new CompletableFuture<>();
        QmpClient client = QmpClient.builder()
                .reconnect(ReconnectPolicy.within(Duration.ofMinutes(2)).withResync(again -> {
                    back.complete(again);
                    return CompletableFuture.completedStage(null);
                }))
                .connect(qemu.address())
                .join();
        qemu.restart(QemuSchema.V7_2);

        assertThat(back.join().greeting().orElseThrow().version().orElseThrow()).hasToString("7.2.22");
        client.close().join();
    }
}

package manager;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.transcript.ClientRecorder;
import io.qmp.transcript.ReplayMode;
import io.qmp.transcript.ReplayPlugin;
import io.qmp.transcript.Transcript;
import io.qmp.transcript.TranscriptRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The life of a machine, recorded with a real QEMU: {@code mvn test -Drecord}. It is replayed where there is none. */
class RecordedTest {
    private static final Path FILE = Path.of("src/test/resources/manager/life.jsonl");

    /** A QEMU without a guest takes as long as it is given, so this is short. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    @Test
    void managesAMachineAsItWasRecorded() throws IOException {
        Transcript transcript = Transcript.read(FILE);
        try (FakeQemu qemu = FakeQemu.builder()
                .replay(() -> new ReplayPlugin(transcript, ReplayMode.STRICT))
                .start()) {
            live(QmpClient.builder(), qemu.address());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "record", matches = ".*")
    void records(@TempDir Path directory) throws IOException {
        QmpAddress address = QmpAddress.unix(directory.resolve("qmp"));
        Process qemu = new ProcessBuilder(
                        "qemu-system-x86_64", "-machine", "pc", "-nodefaults", "-display", "none", "-qmp",
                        address + ",server=on,wait=off")
                .inheritIO()
                .start();
        try (TranscriptRecorder recorder =
                new TranscriptRecorder(Files.newBufferedWriter(FILE), "QEMU", Clock.systemUTC())) {
            QmpClientBuilder client = QmpClient.builder().tap(new ClientRecorder(recorder, 1));
            live(client.connectWithin(Duration.ofSeconds(30)), address);
        } finally {
            qemu.destroy();
        }
    }

    private static void live(QmpClientBuilder client, QmpAddress address) {
        try (VmManager manager = VmManager.over(client.connect(address)).join()) {
            manager.pause().join();
            assertFalse(manager.isRunning().join());
            manager.attach(new Disk("d0", "")).join();
            manager.resume().join();
            assertTrue(manager.isRunning().join());
            manager.shutDown(PATIENCE).join();
        }
    }
}

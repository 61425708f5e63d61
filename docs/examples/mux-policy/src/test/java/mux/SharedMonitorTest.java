package mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.BlockingQmpClient;
import io.qmp.client.QmpClient;
import io.qmp.mux.Mux;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.FakeQemuTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FakeQemuTest(schema = "10.0")
class SharedMonitorTest {
    @TempDir
    Path directory;

    private BlockingQmpClient connect(String socket) {
        return QmpClient.connect(QmpAddress.unix(directory.resolve(socket))).join().blocking();
    }

    @Test
    void theBackupMayDoItsWorkOnly(FakeQemu qemu) throws Exception {
        qemu.stub("job-cancel").returns();
        qemu.stub("stop").returns();
        qemu.stub("query-chardev").returns("[]"); // asked by the multiplexer
        Mux mux = SharedMonitor.start(qemu.address(), directory).join();
        try (BlockingQmpClient backup = connect("backup");
                BlockingQmpClient admin = connect("admin")) {
            backup.execute("job-cancel", QmpObject.of("id", QmpValue.of("backup0")));
            CommandFailedException refused =
                    assertThrows(CommandFailedException.class, () -> backup.execute("stop", QmpObject.EMPTY));
            admin.execute("stop", QmpObject.EMPTY);

            assertEquals("Command stop has been disabled: not permitted for role backup", refused.error().desc());
        }
        mux.close().join();
    }
}

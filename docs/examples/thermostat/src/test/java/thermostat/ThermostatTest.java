package thermostat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.BlockingQmpClient;
import io.qmp.client.EventNotice;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import io.qmp.server.QmpServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import thermostat.Messages.QueryTarget;
import thermostat.Messages.SetTarget;
import thermostat.Messages.TargetChanged;

class ThermostatTest {
    @TempDir
    Path directory;

    @Test
    void clientsControlIt() throws InterruptedException {
        String address = "unix:" + directory.resolve("t");
        QmpServer server = Thermostat.start(address).join();
        QmpClient client = QmpClient.connect(QmpAddress.parse(address)).join();
        try (BlockingQmpClient calls = client.blocking();
                EventSubscription<TargetChanged> changes = client.subscribe(TargetChanged.class)) {
            calls.execute(new SetTarget(21.5));

            assertEquals(21.5, calls.execute(new QueryTarget()).celsius());
            EventNotice<TargetChanged> change = changes.poll(Duration.ofSeconds(50)).orElseThrow();
            assertTrue(change instanceof EventNotice.Happened<TargetChanged> seen && seen.value().celsius() == 21.5);
            assertThrows(CommandFailedException.class, () -> calls.execute(new SetTarget(99)));

            calls.execute("quit", QmpObject.EMPTY);
        }
        server.closed().join();
    }
}

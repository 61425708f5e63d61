package io.qmp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DisconnectTest {
    @Test
    void cutsTheConnectionsOfThatMonitorOnly() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            String label = harness.plugin.server().monitors().get(0).label();

            harness.plugin.server().disconnect("another");
            harness.loop.runPending();
            assertFalse(client.isClosed());

            harness.plugin.server().disconnect(label);
            harness.loop.runPending();
            assertTrue(client.isClosed());
            assertEquals(0, harness.server.sessions());
            harness.ready();
        }
    }
}

package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisconnectTest {
    @Test
    void cutsTheConnectionsOfThatMonitorOnly() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            String label = harness.plugin.server().monitors().get(0).label();

            harness.plugin.server().disconnect("another");
            harness.loop.runPending();
            assertThat(client.isClosed()).isFalse();

            harness.plugin.server().disconnect(label);
            harness.loop.runPending();
            assertThat(client.isClosed()).isTrue();
            assertThat(harness.server.sessions()).isEqualTo(0);
            harness.ready();
        }
    }
}

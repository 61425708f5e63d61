package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Replies;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    @Test
    void oneSessionIsClosedBehindWhatWasSentToIt() {
        List<SessionInfo> sessions = new ArrayList<>();
        QmpPlugin plugin = registry -> registry.command("leave", (request, context) -> {
            sessions.add(context.session());
            ServerContext server = registry.server();
            return Replies.followedBy(
                    server.loop(),
                    CompletableFuture.completedFuture(request.success(QmpObject.EMPTY)),
                    () -> server.disconnect(context.session()));
        });
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            var client = harness.ready();
            client.send("{'execute':'leave'}{'execute':'leave'}");

            assertThat(client.all()).containsExactly("{\"return\": {}}");
            assertThat(client.isClosed()).isTrue();
            var next = harness.ready();
            harness.server.context().disconnect(sessions.get(0));
            harness.loop.runPending();
            assertThat(next.isClosed()).as("another session").isFalse();
        }
    }
}

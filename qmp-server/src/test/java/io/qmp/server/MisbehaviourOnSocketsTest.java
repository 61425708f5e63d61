package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.QmpAddress;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What handlers do on the loop of a real transport. */
class MisbehaviourOnSocketsTest {
    private final Records log = new Records();
    private final TestPlugin plugin = new TestPlugin();
    private final QmpServer server = QmpServer.builder()
            .withoutInstalledPlugins()
            .loggers(name -> log)
            .options(ServerOptions.DEFAULT.withTimeLimits(TimeLimits.DEFAULT.withBlockedLoop(Duration.ofMillis(100))))
            .plugin(plugin)
            .plugin(new MisbehavingPlugin())
            .build();

    @TempDir
    private @Nullable Path directory;

    @AfterEach
    void end() {
        server.shutdown(ShutdownCause.HOST_SIGNAL).join();
    }

    @Test
    void afterEachFaultAllClientsAreServed() throws IOException {
        Peer peer = connected();
        Peer other = connected();
        for (Fault fault : Fault.values()) {
            String name = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
            peer.send("{'execute':'misbehave','arguments':{'how':'" + name + "'},'id':'" + name + "'}");
            assertThat(peer.read())
                    .contains("\"id\": \"" + name + "\"")
                    .contains("The command misbehave failed; the server's log tells why");
            other.send("{'execute':'now'}");
            assertThat(other.read()).isEqualTo("{\"return\": {}}");
        }
        peer.close();
        other.close();
    }

    @Test
    void aHandlerThatBlocksTheLoopIsNamedOnce() throws IOException {
        Peer peer = connected();
        peer.send("{'execute':'block-loop'}");
        String record = log.await(text -> text.contains("has blocked the event loop for "));
        plugin.unblock.countDown();
        assertThat(peer.read()).isEqualTo("{\"return\": {}}");

        assertThat(record)
                .contains("compat_monitor0#")
                .contains("the command block-loop of " + TestPlugin.class.getName());
        log.await(text -> text.contains("has ended after more than "));
        assertThat(log.texts()).filteredOn(text -> text.contains("has blocked")).hasSize(1);
        peer.close();
    }

    private Peer connected() throws IOException {
        Path socket = directory.resolve("qmp");
        if (!socket.toFile().exists()) {
            server.listen(QmpAddress.unix(socket), MonitorOptions.DEFAULT.withClients(2))
                    .join();
        }
        Peer peer = new Peer(UnixDomainSocketAddress.of(socket));
        peer.negotiate();
        return peer;
    }
}

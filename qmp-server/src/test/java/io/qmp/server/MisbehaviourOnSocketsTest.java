package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.SessionTap;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.QmpAddress;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What handlers do on the loop of a real transport. */
class MisbehaviourOnSocketsTest {
    private final Records log = new Records();
    private final TestPlugin plugin = new TestPlugin();
    private volatile Runnable tap = () -> {};
    private final QmpServer server = QmpServer.builder()
            .withoutInstalledPlugins()
            .loggers(name -> log)
            .options(ServerOptions.DEFAULT.withTimeLimits(TimeLimits.DEFAULT.withBlockedLoop(Duration.ofMillis(100))))
            .plugin(plugin)
            .plugin(new MisbehavingPlugin())
            .plugin(new Tapping())
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

    @Test
    void aTapThatBlocksTheLoopIsNamedWithItsPlugin() throws IOException {
        Peer peer = connected();
        CountDownLatch released = new CountDownLatch(1);
        tap = () -> {
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException ignored) {
                    // until it is released
                }
            }
        };
        peer.send("{'execute':'now'}");
        String record = log.await(text -> text.contains("has blocked the event loop for "));
        tap = () -> {};
        released.countDown();
        assertThat(peer.read()).isEqualTo("{\"return\": {}}");

        assertThat(record).contains("a tap").contains("tapping");
        peer.close();
    }

    /** A plugin with a tap that does what a test says. */
    private final class Tapping implements QmpPlugin, SessionTap {
        @Override
        public String name() {
            return "tapping";
        }

        @Override
        public void register(PluginRegistry registry) {
            registry.tap(this);
        }

        @Override
        public void received(SessionInfo session, QmpMessage message) {
            tap.run();
        }

        @Override
        public void sent(SessionInfo session, QmpMessage message) {}
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

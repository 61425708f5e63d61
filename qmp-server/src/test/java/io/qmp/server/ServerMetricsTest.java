package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.CommandEnd;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.wire.QmpAddress;
import io.qmp.contracts.TextClient;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a server. */
class ServerMetricsTest {
    private final List<String> told = new ArrayList<>();

    private final ServerMetrics telling = new ServerMetrics() {
        @Override
        public void sessionOpened(SessionInfo session) {
            told.add("opened " + session.id());
        }

        @Override
        public void sessionClosed(SessionInfo session, SessionEnd end) {
            told.add("closed " + session.id() + " " + end);
        }

        @Override
        public void commandEnded(SessionInfo session, CommandEnd end) {
            told.add(end.command() + (end.outOfBand() ? " oob " : " ") + end.outcome()
                    + end.error().map(error -> " " + error.errorClass()).orElse("") + " "
                    + Duration.ofNanos(end.queueNanos()).toSeconds() + "+"
                    + Duration.ofNanos(end.runNanos()).toSeconds());
        }

        @Override
        public void malformed(SessionInfo session, QmpError error) {
            told.add("malformed");
        }

        @Override
        public void eventSent(SessionInfo session, String event) {
            told.add("sent " + event + " to " + session.id());
        }

        @Override
        public void eventDropped(SessionInfo session, String event) {
            told.add("dropped " + event);
        }

        @Override
        public void eventThrottled(String event) {
            told.add("throttled " + event);
        }
    };

    @Test
    void commandsWithTheirOutcome() {
        try (Harness harness = with(ServerOptions.DEFAULT)) {
            TextClient client = harness.ready();
            client.send(
                    "{'execute':'now'} {'execute':'nope'} {'execute':'say'} {'execute':'fail','arguments':{'how':'throw'}}[]");

            assertThat(told)
                    .containsExactly(
                            "opened 1",
                            "qmp_capabilities SUCCEEDED 0+0",
                            "now SUCCEEDED 0+0",
                            "nope FAILED CommandNotFound 0+0",
                            "say FAILED GenericError 0+0",
                            "fail FAILED DeviceNotActive 0+0",
                            "malformed");
        }
    }

    @Test
    void metricsThatWantNoCommandsReceiveSessionsAndEventsOnly() {
        ServerMetrics sessions = new ServerMetrics() {
            @Override
            public boolean wantsCommands() {
                return false;
            }

            @Override
            public void sessionOpened(SessionInfo session) {
                told.add("opened " + session.id());
            }

            @Override
            public void commandEnded(SessionInfo session, CommandEnd end) {
                told.add(end.command());
            }

            @Override
            public void malformed(SessionInfo session, QmpError error) {
                told.add("malformed");
            }
        };
        try (Harness harness = new Harness(ServerOptions.DEFAULT, builder -> builder.metrics(sessions))) {
            harness.ready().send("{'execute':'now'}[]");

            assertThat(told).containsExactly("opened 1");
        }
        told.clear();
        try (Harness harness = new Harness(
                ServerOptions.DEFAULT, builder -> builder.metrics(sessions).metrics(telling))) {
            harness.ready();

            assertThat(told).containsExactly("opened 1", "opened 1", "qmp_capabilities SUCCEEDED 0+0");
        }
    }

    @Test
    void waitingForATurnAndRunningAreToldApart() {
        try (Harness harness = with(ServerOptions.DEFAULT)) {
            TextClient client = harness.readyForOob();
            TextClient other = harness.ready();
            told.clear();
            client.send("{'execute':'hold'}");
            harness.loop.advance(Duration.ofSeconds(1));
            other.send("{'execute':'now'}");
            client.send("{'exec-oob':'now'}");
            harness.loop.advance(Duration.ofSeconds(2));
            harness.plugin.release();
            harness.loop.runPending();

            assertThat(told).containsExactly("now oob SUCCEEDED 0+0", "hold SUCCEEDED 0+3", "now SUCCEEDED 2+0");
        }
    }

    @Test
    void whatASessionLeavesBehindIsLost() {
        try (Harness harness = with(ServerOptions.DEFAULT)) {
            TextClient client = harness.readyForOob();
            told.clear();
            client.send("{'execute':'hold'} {'execute':'now'}");
            client.close();
            assertThat(told).containsExactly("hold LOST 0+0", "now LOST 0+0", "closed 1 CLIENT");
            harness.plugin.release();
            harness.loop.runPending();

            assertThat(told).hasSize(3);
        }
    }

    @Test
    void aReplyThatCannotBeWrittenIsAFailure() {
        try (Harness harness = new Harness(
                ServerOptions.DEFAULT, builder -> builder.metrics(telling).plugin(new MisbehavingPlugin()))) {
            TextClient client = harness.ready();
            told.clear();
            client.ask("{'execute':'nest','arguments':{'depth':200000}}");

            assertThat(told).containsExactly("nest FAILED GenericError 0+0");
        }
    }

    @Test
    void theReasonsOfSessionsThatEnd() {
        try (Harness harness = with(ServerOptions.DEFAULT)) {
            harness.greeted();
            harness.loop.advance(Duration.ofSeconds(30));
            TextClient half = harness.ready();
            half.endInput();
            half.close();
            harness.ready();
            harness.plugin.server().disconnect("local");
            harness.loop.runPending();
            harness.ready();
        }

        assertThat(told)
                .filteredOn(text -> text.startsWith("closed"))
                .containsExactly("closed 1 NOT_NEGOTIATED", "closed 2 CLIENT", "closed 3 SERVER", "closed 4 SERVER");
    }

    @Test
    void aSlowReaderIsCut() {
        try (Harness harness =
                with(ServerOptions.DEFAULT.withOutputLimit(new OutputLimit(100, OutputLimit.Overflow.DISCONNECT)))) {
            TextClient client = harness.ready();
            client.stopReading();
            client.send("{'execute':'burst','arguments':{'count':1000}}");

            assertThat(told).endsWith("closed 1 SLOW_READER").contains("burst LOST 0+0", "sent TICK to 1");
        }
    }

    @Test
    void eventsThatAreDroppedAndThrottled() {
        try (Harness harness =
                with(ServerOptions.DEFAULT.withOutputLimit(new OutputLimit(100, OutputLimit.Overflow.DROP_EVENTS)))) {
            TextClient client = harness.ready();
            told.clear();
            for (int i = 0; i < 3; i++) {
                harness.plugin.server().emit(new TestPlugin.Limited("a", "", i));
            }
            harness.loop.runPending();
            assertThat(told).containsExactly("sent LIMITED to 1", "throttled LIMITED");

            client.stopReading();
            client.send("{'execute':'burst','arguments':{'count':100}}");
            assertThat(told).contains("dropped TICK");
            client.startReading();
        }
    }

    @Test
    void aClientThatIsRefusedIsCounted(@TempDir Path directory) throws IOException {
        CompletableFuture<String> refused = new CompletableFuture<>();
        ServerMetrics metrics = new ServerMetrics() {
            @Override
            public void clientRefused(String monitor) {
                refused.complete(monitor);
            }
        };
        QmpServer server = QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(new TestPlugin())
                .metrics(metrics)
                .build();
        try {
            Path socket = directory.resolve("qmp");
            MonitorOptions one =
                    MonitorOptions.DEFAULT.withClients(1).withBacklog(0).withLabel("door");
            server.listen(QmpAddress.unix(socket), one).join();
            Peer served = new Peer(UnixDomainSocketAddress.of(socket));
            served.negotiate();
            assertThat(refused).as("the first client").isNotDone();
            Peer beyond = new Peer(UnixDomainSocketAddress.of(socket));

            assertThat(refused.join()).isEqualTo("door");
            beyond.close();
            served.close();
        } finally {
            server.close().join();
        }
    }

    @Test
    void whatItThrowsCostsNothingElse() {
        ServerMetrics failing = (ServerMetrics) Proxy.newProxyInstance(
                ServerMetrics.class.getClassLoader(),
                new Class<?>[] {ServerMetrics.class},
                (self, method, arguments) -> {
                    throw new AssertionError("swordfish");
                });
        try (Harness harness = new Harness(
                ServerOptions.DEFAULT,
                builder -> builder.plugin(registry -> registry.metrics(failing)).metrics(telling))) {
            TextClient client = harness.ready();
            assertThat(client.ask("{'execute':'now','id':1}")).isEqualTo("{\"return\": {}, \"id\": 1}");
            client.close();

            assertThat(told).contains("now SUCCEEDED 0+0", "closed 1 CLIENT");
            assertThat(harness.log.texts()).isNotEmpty().allMatch(text -> text.endsWith("failed in metrics"));
        }
    }

    private Harness with(ServerOptions options) {
        return new Harness(options, builder -> builder.metrics(telling));
    }
}

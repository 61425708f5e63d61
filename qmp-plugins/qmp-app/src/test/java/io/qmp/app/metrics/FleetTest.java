package io.qmp.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.server.QmpServer;
import io.qmp.vm.metrics.VmFamily;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets that come and go, in virtual time. Their files are real, what is behind them is a server in the process. */
class FleetTest {
    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final int AT_ONCE = 200;

    /** Of attempts to connect in ten minutes, at intervals of up to five seconds, more or less. */
    private static final int MOST_ATTEMPTS = 250;

    @TempDir
    Path directory;

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final QmpServer server =
            QmpServer.builder().withoutInstalledPlugins().loop(loop).clock(loop).build();
    private final Sockets sockets = new Sockets();

    /** Connects to the server, whatever the socket, unless there is a reason why not. */
    private final class Sockets implements Transport {
        private final Map<QmpAddress, Reason> failures = new HashMap<>();
        private int attempts;

        @Override
        public EventLoop newEventLoop() {
            return loop;
        }

        @Override
        public CompletionStage<Listener> listen(
                QmpAddress address, ListenOptions options, EventLoop where, Consumer<Connection> acceptor) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop where) {
            attempts++;
            Reason reason = failures.get(address);
            return reason == null
                    ? CompletableFuture.completedFuture(server.openLocal())
                    : CompletableFuture.failedFuture(new ConnectFailedException(reason, "not now", null));
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }

    @AfterEach
    void close() {
        server.close();
        loop.advance(Duration.ofMinutes(1));
    }

    private Fleet watching(String... patterns) {
        List<String> watched =
                List.of(patterns).stream().map(each -> directory + each).toList();
        TcpAddress listen = TcpAddress.of(QmpAddress.parse("tcp:127.0.0.1:0"));
        Fleet fleet = new Fleet(
                new MetricsSettings(listen, List.of(), watched, Map.of(), PERIOD, Duration.ofSeconds(5), false),
                sockets,
                loop);
        fleet.start();
        loop.runPending();
        return fleet;
    }

    /** Makes the file of a socket, which stays when the socket is closed. */
    private Path socket(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(file));
        }
        return file;
    }

    private static long up(Fleet fleet) {
        return fleet.vms().stream()
                .flatMap(vm -> vm.values().stream())
                .filter(value -> value.family() == VmFamily.UP && value.value() == 1)
                .count();
    }

    private static List<String> names(Fleet fleet) {
        return fleet.vms().stream().map(vm -> vm.target().name()).toList();
    }

    @Test
    void aThousandSocketsComeAndGoAndLeaveNothingBehind() throws IOException {
        Fleet fleet = watching("/*.qmp");
        int idle = loop.timers();
        List<String> files =
                IntStream.range(0, AT_ONCE).mapToObj(number -> number + ".qmp").toList();

        for (int round = 1; round <= 5; round++) {
            for (String file : files) {
                socket(file);
            }
            loop.advance(Fleet.LOOK);
            assertThat(up(fleet)).isEqualTo(AT_ONCE);
            assertThat(server.sessions()).isEqualTo(AT_ONCE);
            assertThat(sockets.attempts).isEqualTo(round * AT_ONCE);

            for (String file : files) {
                Files.delete(directory.resolve(file));
            }
            loop.advance(Fleet.LOOK);
            assertThat(fleet.vms()).isEmpty();
            assertThat(server.sessions()).isZero();
            assertThat(loop.timers()).isEqualTo(idle);
        }
        fleet.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NOBODY_LISTENS", "NOT_FOUND", "DENIED", "TIMED_OUT", "OTHER"})
    void whatCannotBeConnectedToIsTriedRarelyAndUpSoonAfterItCan(Reason reason) throws IOException {
        QmpAddress address = QmpAddress.unix(socket("dead.qmp"));
        socket("good.qmp");
        sockets.failures.put(address, reason);
        Fleet fleet = watching("/*.qmp");
        loop.advance(Duration.ofMinutes(10));
        assertThat(names(fleet)).containsExactly("dead", "good");
        assertThat(up(fleet)).isEqualTo(1);
        assertThat(sockets.attempts).isBetween(100, MOST_ATTEMPTS);

        sockets.failures.clear();
        loop.advance(Duration.ofSeconds(5));

        assertThat(up(fleet)).isEqualTo(2);
        fleet.close();
    }

    @Test
    void oneThatIsLostAndCannotBeConnectedToIsTriedRarelyToo() throws IOException {
        QmpAddress address = QmpAddress.unix(socket("web.qmp"));
        Fleet fleet = watching("/*.qmp");
        assertThat(up(fleet)).isEqualTo(1);
        sockets.failures.put(address, Reason.NOBODY_LISTENS);
        server.close();
        loop.advance(Duration.ofMinutes(10));

        assertThat(up(fleet)).isZero();
        assertThat(sockets.attempts).isBetween(100, MOST_ATTEMPTS);
        fleet.close();
    }

    @Test
    void theSecondOfANameIsNamedByItsPath() throws IOException {
        Path first = socket("a/web.qmp");
        Path second = socket("b/web.qmp");

        Fleet fleet = watching("/*/*.qmp");

        assertThat(names(fleet)).containsExactly("web", second.toString());
        Files.delete(first);
        loop.advance(Fleet.LOOK);
        assertThat(names(fleet)).containsExactly(second.toString());
        fleet.close();
    }

    @Test
    void twoPatternsThatMatchOneSocketShowItOnce() throws IOException {
        socket("web.qmp");

        Fleet fleet = watching("/*.qmp", "/w*", "");

        assertThat(names(fleet)).containsExactly("web");
        fleet.close();
    }

    @Test
    void aFleetThatIsClosedLooksForNothing() throws IOException {
        Fleet fleet = watching("/*.qmp");
        fleet.close();
        socket("web.qmp");

        loop.advance(PERIOD);

        assertThat(fleet.vms()).isEmpty();
        assertThat(sockets.attempts).isZero();
        assertThat(loop.timers()).isZero();
    }
}

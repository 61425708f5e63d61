package io.qmp.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.host.PeerAddress;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of QEMU 7.2. */
class MonitorAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unix:/run/vm.qmp                   | disconnected:unix:/run/vm.qmp,server=on",
                "'unix:/a,,b'                       | 'disconnected:unix:/a,b,server=on'",
                "'unix:n,abstract=on'               | 'disconnected:unix:n,abstract=on,tight=on,server=on'",
                "'unix:n,abstract=on,tight=off'     | 'disconnected:unix:n,abstract=on,server=on'",
                "tcp:127.0.0.1:4444                 | 'disconnected:tcp:127.0.0.1:4444,server=on'",
                "tcp:[::1]:4444                     | 'disconnected:tcp:::1:4444,server=on'",
                "fd:8                               | 'disconnected:fd:8,server=on'",
            })
    void whileNobodyIsConnected(QmpAddress address, String text) {
        assertThat(MonitorAddress.listening(address, "tcp").disconnected()).isEqualTo(text);
        assertThat(MonitorAddress.dialling(address, "tcp").disconnected()).isEqualTo(text.replace(",server=on", ""));
    }

    @Test
    void aDeviceIsCalledTheSameAllTheTime() {
        assertThat(MonitorAddress.device("null").disconnected()).isEqualTo("null");
        assertThat(MonitorAddress.device("stdio").connected(client())).isEqualTo("stdio");
    }

    @Test
    void theProtocolTakesTheWordsPlaceOnTcpOnly() {
        assertThat(MonitorAddress.listening(QmpAddress.parse("tcp:127.0.0.1:1"), "telnet")
                        .disconnected())
                .isEqualTo("disconnected:telnet:127.0.0.1:1,server=on");
        assertThat(MonitorAddress.listening(QmpAddress.parse("unix:/a"), "telnet")
                        .disconnected())
                .isEqualTo("disconnected:unix:/a,server=on");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "0.0.0.0, 0.0.0.0",
        "::1, ::1",
        "::, ::",
        "fe80:0:0:1:0:0:0:2, fe80:0:0:1::2",
        "1:0:2:0:3:0:4:0, 1:0:2:0:3:0:4:0",
    })
    void whatAListenerIsBoundToIsShown(String host, String text) {
        MonitorAddress address = MonitorAddress.listening(QmpAddress.tcp("localhost", 0), "tcp");
        address.bound(new Bound(Optional.of(new InetSocketAddress(host, 4444))));
        assertThat(address.disconnected()).isEqualTo("disconnected:tcp:" + text + ":4444,server=on");
    }

    private record Bound(Optional<InetSocketAddress> local) implements Listener {
        @Override
        public QmpAddress address() {
            return QmpAddress.tcp("localhost", 4444);
        }

        @Override
        public Optional<InetSocketAddress> localAddress() {
            return local;
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedStage(null);
        }
    }

    private static LocalConnection client() {
        LocalConnection client = LocalConnection.open(new ManualEventLoop(Instant.EPOCH), "client", "server")
                .second();
        assertThat(client.peerAddress()).isInstanceOf(PeerAddress.Process.class);
        return client;
    }
}

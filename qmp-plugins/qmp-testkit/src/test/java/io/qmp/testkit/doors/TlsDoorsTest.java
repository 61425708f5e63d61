package io.qmp.testkit.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCertificate.Kind;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.client.QmpClient;
import io.qmp.contracts.Certificates;
import io.qmp.server.MonitorOptions;
import io.qmp.server.QmpServer;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules by the names in certificates, with TLS on sockets. */
class TlsDoorsTest {
    private static Certificates certificates;

    private final QmpServer server = QmpServer.builder()
            .withoutInstalledPlugins()
            .plugin(new ReservedCommands(Set.of("stop"), "client.example"))
            .plugin(registry -> {
                for (String name : Set.of("stop", "look")) {
                    registry.command(
                            name,
                            (request, context) -> CompletableFuture.completedFuture(request.success(QmpObject.EMPTY)));
                }
            })
            .build();

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        certificates = new Certificates(directory);
    }

    @AfterEach
    void close() {
        server.close().join();
    }

    private static ListenOptions checking() {
        return ListenOptions.DEFAULT.withTls(
                certificates.server("server").withAuthorities(certificates.certificate("ca")));
    }

    private QmpClient connected(ListenOptions listen, TlsOptions tls) {
        QmpAddress address = server.listen(QmpAddress.tcp("127.0.0.1", 0), MonitorOptions.DEFAULT.withListen(listen))
                .join();
        return QmpClient.builder()
                .connectOptions(ConnectOptions.DEFAULT.withTls(tls))
                .connect(address)
                .join();
    }

    private static void assertRefused(QmpClient client) {
        assertThat(client.execute("look", QmpObject.EMPTY).join()).isEqualTo(QmpObject.EMPTY);
        assertThatThrownBy(client.execute("stop", QmpObject.EMPTY)::join)
                .hasCauseInstanceOf(CommandFailedException.class)
                .hasMessageContaining("stop needs the certificate of client.example");
        client.close().join();
    }

    @Test
    void aClientWithTheNameMayExecuteReservedCommands() {
        QmpClient client = connected(checking(), certificates.client("client"));
        assertThat(client.execute("look", QmpObject.EMPTY).join()).isEqualTo(QmpObject.EMPTY);
        assertThat(client.execute("stop", QmpObject.EMPTY).join()).isEqualTo(QmpObject.EMPTY);
        client.close().join();
    }

    @Test
    void aClientWithAnotherNameOfTheSameAuthorityMayNot() {
        assertRefused(connected(checking(), certificates.client("server")));
    }

    @Test
    void aClientThatIsNotAskedForItsCertificateMayNot() {
        ListenOptions anybody = ListenOptions.DEFAULT.withTls(certificates.server("server"));
        assertRefused(connected(anybody, certificates.client("client")));
    }

    @Test
    void aPluginsOwnConnectionsKnowTheNamesOfTheirPeers() {
        CompletableFuture<Connection> accepted = new CompletableFuture<>();
        QmpAddress address = server.context()
                .listen(QmpAddress.tcp("127.0.0.1", 0), checking(), accepted::complete)
                .toCompletableFuture()
                .join()
                .address();
        Connection connected = server.context()
                .connect(address, ConnectOptions.DEFAULT.withTls(certificates.client("client")))
                .toCompletableFuture()
                .join();

        assertThat(accepted.join().peerCertificate()).get().matches(shown -> shown.has(Kind.DNS, "client.example"));
        assertThat(connected.peerCertificate()).map(PeerCertificate::subject).contains("CN=server");
    }
}

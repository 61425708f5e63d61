package io.qmp.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.contracts.Certificates;
import io.qmp.mux.policy.Policy;
import io.qmp.server.MonitorOptions;
import io.qmp.testkit.fake.FakeQemu;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles by the names in certificates, with TLS on sockets. */
class MuxTlsTest {
    private static final Policy POLICY = Policy.parse("""
            {'roles': {'pauser': {'allow': ['stop']}},
             'clients': [{'certificate': 'client.example', 'role': 'pauser'},
                         {'certificate': 'server', 'role': 'observer'}]}
            """);

    private final FakeQemu qemu = FakeQemu.builder().start();
    private Certificates certificates;

    @BeforeEach
    void stub(@TempDir Path directory) throws Exception {
        certificates = new Certificates(directory);
        qemu.stub("query-chardev").returns("[]");
        qemu.stub("query-name").returns("{}");
        qemu.stub("stop").returns();
    }

    @AfterEach
    void close() {
        qemu.close();
    }

    private Mux start(ListenOptions listen) {
        MonitorOptions monitor = MonitorOptions.DEFAULT.withClients(8).withListen(listen);
        return Mux.builder(qemu.address())
                .listen("tls", QmpAddress.tcp("127.0.0.1", 0), POLICY, monitor)
                .start()
                .join();
    }

    private ListenOptions checking() {
        return ListenOptions.DEFAULT.withTls(
                certificates.server("server").withAuthorities(certificates.certificate("ca")));
    }

    private QmpClient connect(Mux mux, String certificate) {
        return QmpClient.builder()
                .connectOptions(ConnectOptions.DEFAULT.withTls(certificates.client(certificate)))
                .connect(mux.addresses().get(0))
                .join();
    }

    private static void execute(QmpClient client, String command) {
        client.execute(command, QmpObject.EMPTY).join();
    }

    @Test
    void nameInTheCertificateGivesTheRole() {
        Mux mux = start(checking());
        QmpClient pauser = connect(mux, "client");
        execute(pauser, "stop");
        assertThatThrownBy(() -> execute(pauser, "query-name"))
                .hasCauseInstanceOf(CommandFailedException.class)
                .hasMessageContaining("not permitted for role pauser");
        QmpClient observer = connect(mux, "server");
        execute(observer, "query-name");
        assertThatThrownBy(() -> execute(observer, "stop"))
                .hasCauseInstanceOf(CommandFailedException.class)
                .hasMessageContaining("not permitted for role observer");
        assertThat(mux.close()).succeedsWithin(Duration.ofMinutes(2));
    }

    @Test
    void clientThatIsNotAskedForItsCertificateHasNoRole() {
        Mux mux = start(ListenOptions.DEFAULT.withTls(certificates.server("server")));
        assertThatThrownBy(() -> connect(mux, "client")).hasCauseInstanceOf(QmpException.class);
        assertThat(mux.close()).succeedsWithin(Duration.ofMinutes(2));
    }
}

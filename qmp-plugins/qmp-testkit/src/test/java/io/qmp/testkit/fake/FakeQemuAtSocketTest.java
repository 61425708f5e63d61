package io.qmp.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.UnixAddress;
import io.qmp.client.QmpClient;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@FakeQemuTest(schema = "10.0")
class FakeQemuAtSocketTest {
    private static QmpClient connect(FakeQemu qemu) {
        return QmpClient.connect(qemu.address()).join();
    }

    private static QmpValue ask(QmpClient client, String command) {
        return client.execute(command, QmpObject.EMPTY).join();
    }

    @Test
    void clientsAreAnsweredAtAUnixSocket(FakeQemu qemu) {
        qemu.expect("query-name").returns("{'name': 'vm'}");
        QmpClient client = connect(qemu);

        assertThat(ask(client, "query-name")).extracting(Json::text).isEqualTo("{\"name\": \"vm\"}");
        assertThat(qemu.take().command()).isEqualTo("query-name");
        client.close().join();
    }

    @Test
    void takeWaitsForTheCommand(FakeQemu qemu) {
        qemu.expect("stop");
        CompletableFuture<QmpValue> stopped =
                QmpClient.connect(qemu.address()).thenCompose(client -> client.execute("stop", QmpObject.EMPTY));

        assertThat(qemu.take().command()).isEqualTo("stop");
        assertThat(stopped.join()).isEqualTo(QmpObject.EMPTY);
    }

    @Test
    void afterQuitTheConnectionIsClosed(FakeQemu qemu) {
        qemu.expect("quit").quits();
        QmpClient client = connect(qemu);
        ask(client, "quit");

        client.closed().join();
        assertThat(qemu.sessions()).isZero();
    }

    @Test
    void aRestartKeepsTheAddress(FakeQemu qemu) {
        QmpAddress before = qemu.address();
        QmpClient old = connect(qemu);
        qemu.restart();

        assertThat(qemu.address()).isEqualTo(before);
        old.closed().join();
        connect(qemu).close().join();
    }

    @Test
    void theSocketIsRemovedAtTheEnd(FakeQemu qemu) {
        Path file = UnixAddress.of(qemu.address()).path();
        assertThat(file).exists();

        qemu.close();

        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aFreePortIsReported() {
        try (FakeQemu qemu =
                FakeQemu.builder().address(QmpAddress.parse("tcp:127.0.0.1:0")).start()) {
            assertThat(qemu.address().toString()).doesNotEndWith(":0");
            connect(qemu).close().join();
        }
    }
}

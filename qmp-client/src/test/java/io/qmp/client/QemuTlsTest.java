package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.contracts.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QEMU as a TLS server, which needs its requests in records of a certain kind. */
@Tag("qemu")
class QemuTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static Certificates certificates;

    private Program qemu;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Certificates(directory);
    }

    @AfterEach
    void stop() {
        if (qemu != null) {
            qemu.close();
        }
    }

    private static TlsOptions trusting() {
        return TlsOptions.client(certificates.certificate("ca"));
    }

    private static TlsOptions client(String name) {
        return trusting().withCertificate(certificates.certificate(name), certificates.key(name));
    }

    private static <X extends Throwable> X failed(Class<X> type, CompletionStage<?> connecting) {
        var failure = assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> connecting.toCompletableFuture().join())
                .actual();
        return assertThat(failure.getCause())
                .asInstanceOf(InstanceOfAssertFactories.type(type))
                .actual();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void startQemu(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-machine", "none", "-nodefaults", "-display", "none"));
        arguments.addAll(List.of(options));
        qemu = Program.start("qemu-system-x86_64", arguments.toArray(String[]::new));
    }

    private QmpAddress start(boolean verifiesPeers) throws IOException {
        int port = freePort();
        startQemu(
                "-object",
                "tls-creds-x509,id=tls,dir=" + directory + ",endpoint=server,verify-peer="
                        + (verifiesPeers ? "on" : "off"),
                "-chardev",
                "socket,id=c,host=127.0.0.1,port=" + port + ",server=on,wait=off,tls-creds=tls",
                "-mon",
                "chardev=c,mode=control");
        return QmpAddress.tcp("127.0.0.1", port);
    }

    private static QmpClientBuilder with(TlsOptions tls) {
        return QmpClient.builder().connectWithin(PATIENCE).connectOptions(ConnectOptions.DEFAULT.withTls(tls));
    }

    @Test
    void answersIfTheLastByteHasItsOwnRecord() throws IOException {
        TlsOptions tls = client("client").withLastByteApart();
        QmpClient client = with(tls).connect(start(true)).toCompletableFuture().join();
        List<CompletableFuture<QmpValue>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(client.execute("query-version", QmpObject.EMPTY));
        }
        answers.forEach(CompletableFuture::join);
        QmpObject line = QmpObject.of("command-line", QmpValue.of("info " + "x".repeat(20_000)));
        client.execute("human-monitor-command", line).join();
        assertThat(client.execute("query-version", QmpObject.EMPTY)
                        .join()
                        .toString()
                        .contains("qemu"))
                .isTrue();
        client.close().toCompletableFuture().join();
    }

    @Test
    void namesAMissingCertificate() throws IOException {
        TlsOptions tls = trusting();
        var refused = failed(ConnectFailedException.class, with(tls).connect(start(true)));

        assertThat(refused.reason()).isEqualTo(Reason.INSECURE);
        assertThat(refused.getMessage().contains("asks for a client's certificate, and there is none"))
                .as(refused.getMessage())
                .isTrue();
    }

    @Test
    void namesACertificateThatItDoesNotTrust() throws IOException {
        var refused =
                failed(ConnectFailedException.class, with(client("stranger")).connect(start(true)));

        assertThat(refused.reason()).isEqualTo(Reason.INSECURE);
        assertThat(refused.getMessage().contains("the client's certificate"))
                .as(refused.getMessage())
                .isTrue();
    }

    @Test
    void namesAServerThatDoesNotSpeakTls() throws IOException {
        int port = freePort();
        startQemu("-qmp", "tcp:127.0.0.1:" + port + ",server=on,wait=off");
        // Whether it listens already, a plain client finds out.
        QmpClient plain = QmpClient.builder()
                .connectWithin(PATIENCE)
                .connect(QmpAddress.tcp("127.0.0.1", port))
                .toCompletableFuture()
                .join();
        plain.close().toCompletableFuture().join();
        var refused =
                failed(ConnectFailedException.class, with(client("client")).connect(QmpAddress.tcp("127.0.0.1", port)));

        assertThat(refused.reason()).isEqualTo(Reason.INSECURE);
        assertThat(refused.getMessage().contains("the server does not speak TLS"))
                .as(refused.getMessage())
                .isTrue();
    }

    @Test
    void aPlainClientIsToldThatTheServerMaySpeakTls() throws IOException {
        QmpAddress address = start(false);
        QmpClient secure = with(client("client").withLastByteApart())
                .connect(address)
                .toCompletableFuture()
                .join();
        secure.close().toCompletableFuture().join();
        var refused = failed(
                NegotiationException.class,
                QmpClient.builder()
                        .options(ClientOptions.DEFAULT.withConnectionLimits(
                                ConnectionLimits.DEFAULT.withNegotiation(Duration.ofMillis(300))))
                        .connect(address));

        assertThat(refused.getMessage().contains("TLS"))
                .as(refused.getMessage())
                .isTrue();
    }
}

package io.qmp.transport.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.contracts.RecordingHandler;
import io.qmp.contracts.SocketPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of connections that TLS, or the lack of it, prevents. */
class TlsRefusalTest extends TlsFixture {
    @BeforeAll
    static void makeOutdatedCertificates() throws Exception {
        certificates.makeOutdated();
    }

    /** What connecting fails with, or what ends the connection before anything has come. */
    private ConnectFailedException refusal(QmpAddress address, TlsOptions tls) {
        return refusal(address, ConnectOptions.DEFAULT.withTls(tls));
    }

    private ConnectFailedException refusal(QmpAddress address, ConnectOptions options) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Throwable failed = catchThrowable(
                () -> end.complete(connect(address, options).whenClosed().join().orElseThrow()));
        Throwable refusal = failed == null ? end.join() : failed.getCause();
        assertThat(refusal).isInstanceOf(ConnectFailedException.class);
        ConnectFailedException refused = (ConnectFailedException) refusal;
        assertThat(refused.reason()).isEqualTo(Reason.INSECURE);
        return refused;
    }

    private void assertSaid(QmpAddress address, TlsOptions tls, String what) {
        assertThat(refusal(address, tls)).hasMessageContaining(what);
    }

    @Test
    void aMissingClientCertificateIsNamed() {
        QmpAddress address = listen(certificates.server("server").withAuthorities(certificates.certificate("ca")));
        assertSaid(address, certificates.client(), "the server asks for a client's certificate, and there is none");
    }

    @Test
    void aClientCertificateThatIsNotTrustedIsNamed() {
        QmpAddress address = listen(certificates.server("server").withAuthorities(certificates.certificate("ca")));
        assertSaid(address, certificates.client("stranger"), "the server does not accept the client's certificate");
    }

    /** GnuTLS, as in QEMU, ends the connection without an alert. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatRefusesWithoutAnAlertIsUnderstood(String protocol) throws Exception {
        assertEnd(protocol, certificates.client(), "the server asks for a client's certificate, and there is none");
        assertEnd(protocol, certificates.client("stranger"), "do not accept the client's certificate");
    }

    private void assertEnd(String protocol, TlsOptions tls, String what) throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> {
                try (Socket peer = server.accept()) {
                    SSLSocket secure = (SSLSocket)
                            certificates.serverContext().getSocketFactory().createSocket(peer, null, false);
                    secure.setUseClientMode(false);
                    secure.setWantClientAuth(true);
                    secure.setEnabledProtocols(new String[] {protocol});
                    secure.startHandshake();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            assertSaid(QmpAddress.tcp("127.0.0.1", server.getLocalPort()), tls, what);
            refusing.join();
        }
    }

    /** A proxy does so that cannot reach its server: that is no refusal, and may be better next time. */
    @Test
    void anOrderlyEndIsNoRefusal() throws Exception {
        SSLContext context = certificates.serverContext();
        try (SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
            server.setWantClientAuth(true);
            CompletableFuture<Void> ending = CompletableFuture.runAsync(() -> {
                try (SSLSocket peer = (SSLSocket) server.accept()) {
                    peer.startHandshake();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            RecordingHandler client = connect(
                    QmpAddress.tcp("127.0.0.1", server.getLocalPort()),
                    ConnectOptions.DEFAULT.withTls(certificates.client("client")));
            client.whenInputEnded().join();
            ending.join();
            onLoop(client.connection()::close);
            assertThat(client.whenClosed().join()).isEmpty();
        }
    }

    @Test
    void aServerThatOnlyAsksForACertificateTakesClientsWithoutOne() throws Exception {
        SSLContext context = certificates.serverContext();
        try (SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
            server.setWantClientAuth(true);
            CompletableFuture<Void> greeting = CompletableFuture.runAsync(() -> {
                try (SSLSocket peer = (SSLSocket) server.accept()) {
                    peer.getOutputStream().write("hello".getBytes(US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            RecordingHandler client = connect(
                    QmpAddress.tcp("127.0.0.1", server.getLocalPort()),
                    ConnectOptions.DEFAULT.withTls(certificates.client()));
            assertThat(client.text(5)).isEqualTo("hello");
            client.whenInputEnded().join();
            greeting.join();
            onLoop(client.connection()::close);
            assertThat(client.whenClosed().join()).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotTrustedIsNamed() {
        assertSaid(
                listen(certificates.server("stranger")),
                certificates.client(),
                "the server's certificate is not signed by a trusted authority");
    }

    @Test
    void aServerWhoseCertificateHasExpiredIsNamed() {
        assertSaid(
                listen(certificates.server("expired")), certificates.client(), "the server's certificate has expired");
    }

    @Test
    void aServerWhoseCertificateIsForLaterIsNamed() {
        assertSaid(
                listen(certificates.server("future")),
                certificates.client(),
                "the server's certificate is not valid yet");
    }

    @Test
    void aServerOnAnotherHostThanItsCertificateSaysIsNamed() {
        assertSaid(
                listen(certificates.server("client")),
                certificates.client(),
                "the server's certificate is for another host");
    }

    @Test
    void aPlainServerIsNamed() {
        QmpAddress address = listen(ListenOptions.DEFAULT);
        CompletableFuture<Void> greeting = CompletableFuture.runAsync(() -> {
            try {
                RecordingHandler server = accepted.take();
                send(server, "{\"QMP\": {}}\r\n");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertSaid(address, certificates.client(), "the server does not speak TLS");
        greeting.join();
    }

    @Test
    void aServerThatEndsTheHandshakeIsNamed() throws Exception {
        try (ServerSocketChannel server = SocketPeer.listen(QmpAddress.tcp("127.0.0.1", 0))) {
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
                try (SocketPeer peer = new SocketPeer(server.accept())) {
                    peer.endOutput();
                    peer.receiveToEnd(); // unread bytes would make a reset of it
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            QmpAddress address = QmpAddress.tcp("127.0.0.1", server.socket().getLocalPort());
            assertSaid(address, certificates.client(), "the server has ended the connection during the TLS handshake");
            closing.join();
        }
    }

    @Test
    void aPlainClientLearnsThatTheServerSpeaksTls() {
        QmpAddress address = listen(certificates.server("server"));
        RecordingHandler client = connect(address, ConnectOptions.DEFAULT);
        send(client, "{\"execute\": \"guest-ping\"}\n");
        assertThat(client.whenClosed().join())
                .get()
                .isInstanceOf(ConnectFailedException.class)
                .extracting(Object::toString)
                .asString()
                .contains("the server speaks TLS");
    }

    @Test
    void theLastByteOfAWriteGoesInARecordOfItsOwn() throws Exception {
        SSLContext context = certificates.serverContext();
        try (SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
            CompletableFuture<SSLSocket> accepting = CompletableFuture.supplyAsync(() -> {
                try {
                    SSLSocket peer = (SSLSocket) server.accept();
                    peer.startHandshake();
                    return peer;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            RecordingHandler client = connect(
                    QmpAddress.tcp("127.0.0.1", server.getLocalPort()),
                    ConnectOptions.DEFAULT.withTls(certificates.client().withLastByteApart()));
            try (SSLSocket peer = accepting.join()) {
                onLoop(() -> {
                    client.connection().write(ByteBuffer.wrap("{\"a\"".getBytes(US_ASCII)));
                    client.connection().write(ByteBuffer.wrap(": 1}\n".getBytes(US_ASCII)));
                    client.connection().flush();
                    client.connection().write(ByteBuffer.wrap("x".getBytes(US_ASCII)));
                    client.connection().flush();
                });
                // The JDK hands out one record at a time.
                byte[] bytes = new byte[100];
                List<Integer> records = List.of(
                        peer.getInputStream().read(bytes),
                        peer.getInputStream().read(bytes),
                        peer.getInputStream().read(bytes));
                assertThat(records).containsExactly(8, 1, 1);
            }
        }
    }
}

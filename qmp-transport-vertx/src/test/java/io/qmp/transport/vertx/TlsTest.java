package io.qmp.transport.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCertificate.AlternativeName;
import io.qmp.api.host.PeerCertificate.Kind;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.contracts.RecordingHandler;
import io.qmp.contracts.SocketPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class TlsTest extends TlsFixture {
    private AbstractThrowableAssert<?, ?> assertConnectingFails(QmpAddress address, TlsOptions tls) {
        return assertThatThrownBy(() -> connect(address, tls)).cause().isInstanceOf(ConnectFailedException.class);
    }

    private void send(RecordingHandler from, byte[] bytes) {
        onLoop(() -> {
            from.connection().write(ByteBuffer.wrap(bytes));
            from.connection().flush();
        });
    }

    @Test
    void bytesGoBothWays() throws Exception {
        RecordingHandler client = connect(listen(certificates.server("server")), certificates.client());
        RecordingHandler server = accepted.take();
        send(client, "hello".getBytes(US_ASCII));
        assertThat(server.text(5)).isEqualTo("hello");
        byte[] flood = Arrays.copyOf(flood(), 4 << 20);
        send(server, flood);
        assertThat(client.bytes(flood.length).join()).isEqualTo(flood);
        onLoop(client.connection()::close);
        server.whenInputEnded().join();
        onLoop(server.connection()::close);
        assertThat(server.whenClosed().join()).isEmpty();
        assertThat(client.whenClosed().join()).isEmpty();
    }

    @Test
    void closingSendsWhatWasQueuedFirst() throws Exception {
        RecordingHandler client = connect(listen(certificates.server("server")), certificates.client());
        RecordingHandler server = accepted.take();
        byte[] flood = Arrays.copyOf(flood(), 4 << 20);
        onLoop(() -> {
            server.connection().write(ByteBuffer.wrap(flood));
            server.connection().close();
        });
        client.whenInputEnded().join();
        assertThat(client.bytes(0).join()).isEqualTo(flood);
        onLoop(client.connection()::close);
        assertThat(server.whenClosed().join()).isEmpty();
    }

    @Test
    void abortingDoesNotWaitForThePeer() throws Exception {
        RecordingHandler client = connect(listen(certificates.server("server")), certificates.client());
        RecordingHandler server = accepted.take();
        onLoop(client.connection()::pause);
        onLoop(() -> {
            server.connection().write(ByteBuffer.wrap(Arrays.copyOf(flood(), 4 << 20)));
            server.connection().close();
            server.connection().abort();
        });
        assertThat(server.whenClosed().join()).isEmpty();
    }

    @Test
    void whatComesWithTheHandshakeWaitsForTheHandler() throws Exception {
        BlockingQueue<Connection> unserved = new LinkedBlockingQueue<>();
        QmpAddress address = await(transport.listen(
                        QmpAddress.tcp("127.0.0.1", 0),
                        ListenOptions.DEFAULT.withTls(certificates.server("server")),
                        loop,
                        unserved::add))
                .address();
        RecordingHandler client = connect(address, certificates.client());
        send(client, "at once".getBytes(US_ASCII));
        onLoop(client.connection()::close);
        Connection connection = unserved.take();
        RecordingHandler server = CompletableFuture.supplyAsync(() -> new RecordingHandler(connection), loop)
                .join();
        server.whenInputEnded().join();
        assertThat(server.text(7)).isEqualTo("at once");
    }

    @Test
    void aPeerThatHasEndedItsOutputGetsItsReplies() throws Exception {
        TcpAddress address = TcpAddress.of(listen(certificates.server("server")));
        try (SSLSocket peer =
                (SSLSocket) certificates.context().getSocketFactory().createSocket(address.host(), address.port())) {
            peer.getOutputStream().write("question".getBytes(US_ASCII));
            peer.shutdownOutput();
            RecordingHandler server = accepted.take();
            server.whenInputEnded().join();
            assertThat(server.text(8)).isEqualTo("question");
            send(server, "the answer".getBytes(US_ASCII));
            onLoop(server.connection()::close);
            assertThat(new String(peer.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("the answer");
            assertThat(server.whenClosed().join()).isEmpty();
        }
    }

    @Test
    void aServerWithAuthoritiesTakesTheirClients() throws Exception {
        QmpAddress address = listen(certificates.server("server").withAuthorities(certificates.certificate("ca")));
        RecordingHandler client = connect(address, certificates.client("client"));
        send(client, "hello".getBytes(US_ASCII));
        assertThat(accepted.take().text(5)).isEqualTo("hello");
    }

    @Test
    void bothEndsKnowTheNamesInEachOthersCertificates() throws Exception {
        QmpAddress address = listen(certificates.server("server").withAuthorities(certificates.certificate("ca")));
        RecordingHandler client = connect(address, certificates.client("client"));
        Connection server = accepted.take().connection();
        assertThat(server.peerCertificate())
                .contains(new PeerCertificate(
                        "CN=client",
                        Optional.of("client"),
                        List.of(
                                new AlternativeName(Kind.DNS, "client.example"),
                                new AlternativeName(Kind.URI, "spiffe://example/client"))));
        assertThat(client.connection().peerCertificate())
                .get()
                .matches(shown -> shown.has(Kind.DNS, "localhost") && shown.has(Kind.IP, "127.0.0.1"))
                .extracting(PeerCertificate::subject)
                .isEqualTo("CN=server");
        onLoop(client.connection()::close);
        client.whenClosed().join();
        assertThat(client.connection().peerCertificate()).isPresent();
    }

    @Test
    void aClientWithoutACertificateHasNoNames() throws Exception {
        connect(listen(certificates.server("server")), certificates.client());
        assertThat(accepted.take().connection().peerCertificate()).isEmpty();
    }

    @Test
    void aServerWithAuthoritiesRefusesEverybodyElse() {
        QmpAddress address = listen(certificates.server("server").withAuthorities(certificates.certificate("ca")));
        assertRefused(address, certificates.client());
        assertRefused(address, certificates.client("stranger"));
        assertThat(accepted).isEmpty();
    }

    /** A client of TLS 1.3 learns it only after it has finished the handshake itself. */
    private void assertRefused(QmpAddress address, TlsOptions tls) {
        assertThat(connect(address, tls).whenClosed().join()).get(THROWABLE).hasRootCauseInstanceOf(SSLException.class);
    }

    @Test
    void aServerThatIsNotTrustedIsRefused() {
        assertConnectingFails(listen(certificates.server("stranger")), certificates.client())
                .hasRootCauseInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("Check that the server speaks TLS, and the certificates of both sides.");
        assertThat(accepted).isEmpty();
    }

    @Test
    void aServerOnAnotherHostThanItsCertificateSaysIsRefusedUnlessThatDoesNotMatter() {
        QmpAddress address = listen(certificates.server("client"));
        assertConnectingFails(address, certificates.client()).hasRootCauseInstanceOf(CertificateException.class);
        connect(address, certificates.clientThatTakesAnyHost());
    }

    @Test
    void aPlainPeerIsNoServer() throws Exception {
        try (ServerSocketChannel server = SocketPeer.listen(QmpAddress.tcp("127.0.0.1", 0))) {
            QmpAddress address = QmpAddress.tcp("127.0.0.1", server.socket().getLocalPort());
            CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
                try (SocketPeer peer = new SocketPeer(server.accept())) {
                    peer.send("{\"QMP\": {}}\r\n");
                    peer.receiveToEnd();
                } catch (IOException e) {
                    // The client leaves as it likes.
                }
            });
            assertConnectingFails(address, certificates.client()).hasRootCauseInstanceOf(SSLException.class);
            answer.join();
        }
    }

    @Test
    void aPlainClientIsRefused() throws Exception {
        try (SocketPeer peer = SocketPeer.connect(listen(certificates.server("server")))) {
            peer.send("{\"execute\": \"qmp_capabilities\"}");
            peer.receiveToEnd();
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
        try (ServerSocketChannel silent = SocketPeer.listen(QmpAddress.tcp("127.0.0.1", 0))) {
            QmpAddress address = QmpAddress.tcp("127.0.0.1", silent.socket().getLocalPort());
            ConnectOptions options =
                    ConnectOptions.DEFAULT.withTls(certificates.client()).withTimeout(Duration.ofMillis(50));
            assertThatThrownBy(() -> await(transport.connect(address, options, loop)))
                    .cause()
                    .hasMessageContaining("no answer within 50 ms")
                    .extracting(failure -> ((ConnectFailedException) failure).reason())
                    .isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void filesThatAreMissingOrWrongAreNamed() throws Exception {
        Path missing = directory.resolve("missing.pem");
        assertThatThrownBy(() -> listen(TlsOptions.server(missing, missing)))
                .cause()
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageContaining("TLS needs the server's certificate, but " + missing + " cannot be read");
        assertConnectingFails(QmpAddress.tcp("127.0.0.1", 1), TlsOptions.client(missing))
                .hasMessageContaining("TLS needs the authorities, but " + missing);
        Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");
        assertThatThrownBy(() -> listen(TlsOptions.server(nonsense, nonsense)))
                .cause()
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageContaining("TLS cannot be set up")
                .hasMessageContaining(nonsense.toString());
        assertThatThrownBy(() -> listen(certificates.client()))
                .cause()
                .hasMessageContaining("TLS needs the server's certificate: give its file.");
    }
}

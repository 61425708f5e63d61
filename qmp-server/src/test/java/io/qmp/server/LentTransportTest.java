package io.qmp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's transport in the hands of a plugin, on real sockets. */
class LentTransportTest {
    /** A plugin of a user: listens, and sends back what it receives, one byte each. */
    static final class EchoPlugin implements QmpPlugin {
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        final CompletableFuture<Connection> accepted = new CompletableFuture<>();

        @Nullable
        ServerContext server;

        @Override
        public void register(PluginRegistry registry) {
            server = registry.server();
        }

        ServerContext server() {
            return Objects.requireNonNull(server);
        }

        CompletableFuture<Listener> listen(QmpAddress address) {
            return server().listen(address, ListenOptions.DEFAULT, this::accept).toCompletableFuture();
        }

        private void accept(Connection connection) {
            connection.handler(new Echo(connection));
            accepted.complete(connection);
        }

        @Override
        public void close() {
            seen.add("plugin closed");
        }

        final class Echo implements ConnectionHandler {
            private final Connection connection;

            Echo(Connection connection) {
                this.connection = connection;
            }

            @Override
            public void received(ByteBuffer bytes) {
                String text = US_ASCII.decode(bytes).toString();
                boolean plugins = Thread.currentThread().getContextClassLoader() == EchoPlugin.class.getClassLoader();
                seen.add(text + (server().loop().inLoop() && plugins ? "" : " on the wrong thread"));
                if (text.equals("throw")) {
                    throw new StackOverflowError("thrown");
                }
                connection.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
                connection.flush();
            }

            @Override
            public void inputEnded() {
                connection.close();
            }

            @Override
            public void closed(@Nullable Throwable cause) {
                seen.add("closed");
            }
        }
    }

    private final EchoPlugin plugin = new EchoPlugin();
    private final Records log = new Records();
    private final QmpServer server = QmpServer.builder()
            .withoutInstalledPlugins()
            .plugin(plugin)
            .loggers(name -> log)
            .build();

    @TempDir
    private @Nullable Path directory;

    @AfterEach
    void end() {
        server.shutdown(ShutdownCause.HOST_SIGNAL).join();
    }

    private Path socket() {
        return Objects.requireNonNull(directory).resolve("door");
    }

    private SocketChannel connected() throws IOException {
        plugin.listen(QmpAddress.unix(socket())).join();
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }

    private String seen() throws InterruptedException {
        return Objects.requireNonNull(plugin.seen.poll(4, TimeUnit.MINUTES), "nothing was seen for 4 minutes");
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        return channel.read(buffer) < 0 ? "end" : US_ASCII.decode(buffer.flip()).toString();
    }

    @Test
    void aPluginListensOnTheServersLoop() throws Exception {
        try (SocketChannel client = connected()) {
            client.write(ByteBuffer.wrap("hello".getBytes(US_ASCII)));
            assertThat(read(client)).isEqualTo("hello");
            assertThat(seen()).isEqualTo("hello");
            assertThat(plugin.accepted.join().loop().inLoop()).isFalse();
        }
        assertThat(seen()).isEqualTo("closed");
        assertThat(server.sessions()).isZero();
    }

    @Test
    void aPluginConnectsOnTheServersLoop() throws Exception {
        try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> connected = plugin.server()
                    .connect(QmpAddress.tcp("127.0.0.1", there.getLocalPort()), ConnectOptions.DEFAULT)
                    .thenAccept(connection -> {
                        connection.handler(plugin.new Echo(connection));
                        connection.write(ByteBuffer.wrap("from inside".getBytes(US_ASCII)));
                        connection.flush();
                    })
                    .toCompletableFuture();
            try (var peer = there.accept()) {
                connected.join();
                assertThat(new String(peer.getInputStream().readNBytes(11), US_ASCII))
                        .isEqualTo("from inside");
                server.shutdown(ShutdownCause.HOST_SIGNAL).join();
                assertThat(peer.getInputStream().read())
                        .as("aborted with the server")
                        .isEqualTo(-1);
            } catch (java.net.SocketException reset) {
                // the same, told otherwise
            }
            assertThat(seen()).isEqualTo("plugin closed");
            assertThat(seen()).isEqualTo("closed");
        }
    }

    @Test
    void aHandlerThatThrowsLosesItsConnectionOnly() throws Exception {
        try (SocketChannel first = connected();
                SocketChannel second = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            first.write(ByteBuffer.wrap("throw".getBytes(US_ASCII)));
            assertThat(seen()).isEqualTo("throw");
            assertThat(seen()).isEqualTo("closed");
            second.write(ByteBuffer.wrap("on".getBytes(US_ASCII)));
            assertThat(read(second)).isEqualTo("on");
            assertThat(log.await(text -> text.contains("the handler of a connection")))
                    .contains("EchoPlugin");
        }
    }

    @Test
    void anAcceptorThatThrowsLosesItsConnectionOnly() throws Exception {
        plugin.server()
                .listen(QmpAddress.unix(socket()), ListenOptions.DEFAULT, connection -> {
                    throw new IllegalStateException("no");
                })
                .toCompletableFuture()
                .join();
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            assertThat(read(client)).isEqualTo("end");
            assertThat(log.await(text -> text.contains("acceptor"))).contains("EchoPlugin");
        }
    }

    @Test
    void theEndOfTheServerClosesWhatIsLeftAfterThePlugins() throws Exception {
        try (SocketChannel client = connected()) {
            plugin.accepted.join();
            server.shutdown(ShutdownCause.HOST_SIGNAL).join();
            assertThat(read(client)).isEqualTo("end");
            assertThat(seen()).isEqualTo("plugin closed");
            assertThat(seen()).isEqualTo("closed");
            assertThat(socket()).doesNotExist();
        }
    }

    @Test
    void aListenerThatThePluginClosesAcceptsNothingMore() throws Exception {
        Listener listener = plugin.listen(QmpAddress.unix(socket())).join();
        assertThat(listener.address()).isEqualTo(QmpAddress.unix(socket()));
        listener.close().toCompletableFuture().join();
        assertThat(socket()).doesNotExist();
        plugin.listen(QmpAddress.unix(socket())).join();
    }

    @Test
    void failuresComeByTheStage() {
        assertThatThrownBy(() -> plugin.server()
                        .connect(QmpAddress.unix(socket()), ConnectOptions.DEFAULT)
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ConnectFailedException.class);
        server.shutdown(ShutdownCause.HOST_SIGNAL).join();
        assertThatThrownBy(() -> plugin.listen(QmpAddress.unix(socket())).join())
                .hasCauseInstanceOf(WrongStateException.class);
    }

    @Test
    void aServerWithoutATransportSaysSo() {
        try (Harness harness = new Harness()) {
            CompletableFuture<Connection> connection = harness.plugin
                    .server()
                    .connect(QmpAddress.tcp("localhost", 1), ConnectOptions.DEFAULT)
                    .toCompletableFuture();
            harness.loop.runPending();
            assertThatThrownBy(connection::join)
                    .hasCauseInstanceOf(WrongStateException.class)
                    .hasMessageContaining("without a transport");
        }
    }

    @Test
    void aConnectionThatNobodyWantsAnyMoreIsAborted() throws Exception {
        try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Connection> connection = plugin.server()
                    .connect(QmpAddress.tcp("127.0.0.1", there.getLocalPort()), ConnectOptions.DEFAULT)
                    .toCompletableFuture();
            if (connection.cancel(false)) {
                try (var peer = there.accept()) {
                    assertThat(peer.getInputStream().read()).isEqualTo(-1);
                } catch (java.net.SocketException reset) {
                    // the same, told otherwise
                }
            }
        }
    }
}

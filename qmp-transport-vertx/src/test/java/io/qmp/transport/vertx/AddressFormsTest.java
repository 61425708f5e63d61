package io.qmp.transport.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.SocketPair;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.RecordingHandler;
import io.qmp.contracts.SocketPeer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Addresses beside those of the contract: abstract names, descriptors, long paths, ports up to another. */
@EnabledOnOs(OS.LINUX)
class AddressFormsTest {
    private final Transport transport = VertxTransport.create();
    private final EventLoop loop = transport.newEventLoop();
    private final BlockingQueue<RecordingHandler> accepted = new LinkedBlockingQueue<>();

    @TempDir
    private @Nullable Path directory;

    @AfterEach
    void close() {
        await(transport.close());
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private Listener listen(QmpAddress address) {
        return await(transport.listen(
                address, ListenOptions.DEFAULT, loop, connection -> accepted.add(new RecordingHandler(connection))));
    }

    private RecordingHandler connect(QmpAddress address) {
        return await(
                transport.connect(address, ConnectOptions.DEFAULT, loop).thenApplyAsync(RecordingHandler::new, loop));
    }

    private void send(RecordingHandler from, String text) {
        CompletableFuture.runAsync(
                        () -> {
                            from.connection().write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
                            from.connection().flush();
                        },
                        loop)
                .join();
    }

    private void converse(RecordingHandler client) throws InterruptedException {
        RecordingHandler server = accepted.take();
        send(client, "ping");
        assertThat(server.text(4)).isEqualTo("ping");
        send(server, "pong");
        assertThat(client.text(4)).isEqualTo("pong");
        CompletableFuture.runAsync(client.connection()::close, loop).join();
        server.whenInputEnded().join();
        CompletableFuture.runAsync(server.connection()::close, loop).join();
        client.whenClosed().join();
    }

    private ConnectFailedException refusal(CompletionStage<?> attempt) {
        try {
            await(attempt);
        } catch (java.util.concurrent.CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(ConnectFailedException.class);
            return (ConnectFailedException) e.getCause();
        }
        throw new AssertionError("it was not refused");
    }

    private ConnectFailedException notListening(String address) {
        return refusal(transport.listen(QmpAddress.parse(address), ListenOptions.DEFAULT, loop, Connection::abort));
    }

    private ConnectFailedException notConnecting(String address) {
        return refusal(transport.connect(QmpAddress.parse(address), ConnectOptions.DEFAULT, loop));
    }

    private String unique(String keys) {
        return "unix:" + directory.getFileName() + "-abstract," + "abstract=on" + keys;
    }

    @Test
    void anAbstractNameHasNoFileAndIsFreeAgainAfterwards() throws Exception {
        QmpAddress address = QmpAddress.parse(unique(""));
        Listener listener = listen(address);
        assertThat(listener.address()).isEqualTo(address);
        RecordingHandler client = connect(address);
        assertThat(client.connection().peerAddress()).isEqualTo(new PeerAddress.Unnamed(address.toString()));
        assertThat(client.connection().peerAddress().isLocal()).isTrue();
        converse(client);
        assertThat(notListening(address.toString())).hasMessageContaining("Address already in use");
        await(listener.close());
        assertThat(notConnecting(address.toString()).reason()).isEqualTo(Reason.NOBODY_LISTENS);
        await(listen(address).close());
        assertThat(Path.of(address.text().split(",")[0])).doesNotExist();
    }

    @Test
    void anAbstractNameThatIsFilledUpIsRefused() {
        assertThat(notListening(unique(",tight=off"))).hasMessageContaining("Leave out tight=off");
        assertThat(notConnecting(unique(",tight=off"))).hasMessageContaining("Leave out tight=off");
    }

    @Test
    void anAbstractNameMayHave106Bytes() throws Exception {
        String name = (directory.getFileName() + "-" + "x".repeat(106)).substring(0, 106);
        listen(QmpAddress.parse("unix:" + name + ",abstract=on"));
        converse(connect(QmpAddress.parse("unix:" + name + ",abstract=on")));
        assertThat(notListening("unix:" + name + "x,abstract=on")).hasMessageContaining("is too long");
        assertThat(notConnecting("unix:" + name + "x,abstract=on")).hasMessageContaining("is too long");
    }

    @Test
    void aPathMayHave107BytesHoweverShortItsLastPartIs() throws Exception {
        for (int last : new int[] {1, 5, 40}) {
            int room = 107 - directory.toString().length() - last - 2;
            Path deep = Files.createDirectories(directory.resolve("d".repeat(room)));
            Path socket = deep.resolve("s".repeat(last));
            assertThat(socket.toString()).hasSize(107);
            Listener listener = listen(QmpAddress.unix(socket));
            converse(connect(QmpAddress.unix(socket)));
            try (Stream<Path> files = Files.list(deep)) {
                assertThat(files).containsExactly(socket);
            }
            await(listener.close());
            assertThat(deep).isEmptyDirectory();
        }
        Path tooLong = directory.resolve("x".repeat(107 - directory.toString().length()));
        assertThat(notListening("unix:" + tooLong)).hasMessageContaining("Path must be less than 108 bytes");
        assertThat(notConnecting("unix:" + tooLong)).hasMessageContaining("Path must be less than 108 bytes");
    }

    @Test
    void ofSeveralPortsTheFirstFreeOneIsTaken() throws Exception {
        try (ServerSocketChannel taken = SocketPeer.listen(QmpAddress.tcp("127.0.0.1", 0))) {
            int port = taken.socket().getLocalPort();
            String only = "tcp:127.0.0.1:" + port;
            assertThat(notListening(only)).hasMessageContaining("Failed to find an available port");
            Listener listener = listen(QmpAddress.parse(only + ",to=" + Math.min(65535, port + 50)));
            assertThat(TcpAddress.of(listener.address()).port()).isGreaterThan(port);
            converse(connect(listener.address()));
        }
    }

    @Test
    void onlyAddressesOfTheWantedVersionCount() {
        assertThat(notConnecting("tcp:127.0.0.1:1,ipv6=on")).hasMessageContaining("address resolution failed");
        assertThat(notListening("tcp:[::1]:0,ipv4=on")).hasMessageContaining("address resolution failed");
        Listener listener = listen(QmpAddress.parse("tcp:localhost:0,ipv4=on"));
        assertThat(connect(listener.address()).connection().peerAddress())
                .isInstanceOfSatisfying(
                        PeerAddress.Tcp.class,
                        peer -> assertThat(peer.address().getAddress()).isInstanceOf(Inet4Address.class));
    }

    @Test
    void aConnectedDescriptorIsAConnectionAndItsOwner() throws Exception {
        listen(QmpAddress.unix(directory.resolve("s")));
        SocketPair pair = DescriptorSource.installed().pair();
        RecordingHandler one = connect(handOver(pair.first()));
        RecordingHandler other = connect(handOver(pair.second()));
        assertThat(one.connection().peerAddress().isLocal()).isTrue();
        send(one, "ping");
        assertThat(other.text(4)).isEqualTo("ping");
        assertThat(notListening(one.connection().peer()))
                .hasMessageStartingWith("Failed to listen on fd socket: Invalid argument");
        CompletableFuture.runAsync(other.connection()::close, loop).join();
        one.whenInputEnded().join();
    }

    @Test
    void aListeningDescriptorAcceptsOneClientAfterTheOther() throws Exception {
        for (QmpAddress where :
                new QmpAddress[] {QmpAddress.unix(directory.resolve("s")), QmpAddress.tcp("127.0.0.1", 0)}) {
            try (ServerSocketChannel socket = SocketPeer.listen(where)) {
                QmpAddress real = where.scheme().equals(TcpAddress.SCHEME)
                        ? QmpAddress.tcp("127.0.0.1", socket.socket().getLocalPort())
                        : where;
                int number =
                        DescriptorSource.installed().duplicate(numberOf(socket)).number();
                Listener listener = listen(QmpAddress.parse("fd:" + number));
                assertThat(listener.address()).hasToString("fd:" + number);
                assertThat(isBlocking(number)).isFalse();
                converse(connect(real));
                converse(connect(real));
                await(listener.close());
                assertThat(Path.of("/proc/self/fd", String.valueOf(number))
                                .toFile()
                                .exists())
                        .isFalse();
                int again =
                        DescriptorSource.installed().duplicate(numberOf(socket)).number();
                assertThat(notConnecting("fd:" + again)).hasMessageContaining("is not connected");
            }
        }
    }

    /** A read that waits would hold up the loop with all its connections. */
    @Test
    void aConnectedDescriptorDoesNotBlockTheLoop() throws Exception {
        SocketPair pair = DescriptorSource.installed().pair();
        assertThat(isBlocking(pair.first().number())).as("as it is made").isTrue();
        RecordingHandler one = connect(handOver(pair.first()));
        assertThat(isBlocking(pair.first().number())).isFalse();
        CompletableFuture.runAsync(one.connection()::abort, loop).join();
        pair.second().close();
    }

    private static boolean isBlocking(int number) throws IOException {
        String flags = Files.readAllLines(Path.of("/proc/self/fdinfo", String.valueOf(number))).stream()
                .filter(line -> line.startsWith("flags:"))
                .findFirst()
                .orElseThrow();
        int nonBlocking = 04000;
        return (Integer.parseInt(flags.substring(6).strip(), 8) & nonBlocking) == 0;
    }

    /** {@return the number of a socket's descriptor, which the JDK does not tell} */
    private static int numberOf(ServerSocketChannel socket) throws Exception {
        return OpenDescriptors.numberOf(inodeOf(socket));
    }

    private static String inodeOf(ServerSocketChannel socket) throws Exception {
        boolean unix = socket.getLocalAddress() instanceof UnixDomainSocketAddress;
        String end = unix
                ? " " + socket.getLocalAddress()
                : ":%04X ".formatted(socket.socket().getLocalPort());
        for (String table : unix ? List.of("unix") : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
                if (unix
                        ? line.endsWith(end)
                        : line.substring(0, Math.min(60, line.length())).contains(end)) {
                    return line.strip().split(" +")[unix ? 6 : 9];
                }
            }
        }
        throw new AssertionError("no inode of " + socket);
    }

    /** {@return an address that takes the descriptor over} */
    private static QmpAddress handOver(FileDescriptor descriptor) {
        return QmpAddress.parse("fd:" + descriptor.number());
    }

    @Test
    void aDescriptorThatIsNoSocketIsRefusedAsQemuDoes() throws Exception {
        assertThat(notConnecting("fd:x")).hasMessageStartingWith("Unable to parse FD number x");
        assertThat(notConnecting("fd:-1")).hasMessageStartingWith("Unable to parse FD number -1");
        assertThat(notConnecting("fd:987654")).hasMessageStartingWith("File descriptor '987654' is not a socket");
        Path file = Files.createFile(directory.resolve("file"));
        try (FileDescriptor opened = DescriptorSource.installed().open(file)) {
            String address = "fd:" + opened.number();
            assertThat(notConnecting(address)).hasMessageContaining("is not a socket");
            assertThat(notListening(address)).hasMessageContaining("is not a socket");
        }
    }

    @Test
    void descriptorsAndAbstractNamesSayThatTheyNeedTheNativeTransport() {
        io.vertx.core.Vertx nio = io.vertx.core.Vertx.vertx();
        Transport plain = VertxTransport.on(nio);
        EventLoop other = plain.newEventLoop();
        for (String address : new String[] {"fd:0", "unix:x,abstract=on"}) {
            QmpAddress where = QmpAddress.parse(address);
            assertThat(refusal(plain.listen(where, ListenOptions.DEFAULT, other, Connection::abort)))
                    .hasMessageContaining("native transport");
            assertThat(refusal(plain.connect(where, ConnectOptions.DEFAULT, other)))
                    .hasMessageContaining("native transport");
        }
        await(plain.close());
        await(nio.close().toCompletionStage());
    }

    @Test
    void otherSchemesAreNotServed() {
        assertThat(notConnecting("vsock:3:1").reason()).isEqualTo(Reason.UNKNOWN_SCHEME);
        assertThat(notListening("vsock:3:1")).hasMessageContaining("vertx (fd, tcp, unix)");
        assertThatThrownBy(() -> QmpAddress.parse("/no/scheme")).isInstanceOf(IllegalArgumentException.class);
    }
}

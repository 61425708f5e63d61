package io.qmp.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.contracts.EchoHandler;
import io.qmp.contracts.RecordingHandler;
import io.qmp.contracts.SocketPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special about unix sockets. */
abstract class UnixContract extends VertxTransportContract {
    @TempDir
    Path directory;

    Path path;

    UnixContract(boolean onNative) {
        super(onNative);
    }

    @BeforeEach
    void choosePath() {
        path = directory.resolve("monitor");
    }

    @Override
    public QmpAddress freeAddress() {
        return QmpAddress.unix(path);
    }

    private Listener listenEchoing(ListenOptions options) {
        return await(transport.listen(
                freeAddress(), options, loop, connection -> connection.handler(new EchoHandler(connection))));
    }

    private void assertEchoes(QmpAddress address) {
        RecordingHandler client = connect(address);
        send(client, "hello");
        assertThat(client.text(5)).isEqualTo("hello");
    }

    private AbstractThrowableAssert<?, ?> assertListeningFails() {
        return assertThatThrownBy(() -> listen(Connection::abort)).cause().isInstanceOf(ConnectFailedException.class);
    }

    @Test
    void nothingIsLeftButTheSocketAndThatIsRemovedInTheEnd() throws Exception {
        Listener listener = listen(Connection::abort);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
        await(listener.close());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void closingTheTransportRemovesTheSocket() {
        listen(Connection::abort);
        await(transport.close());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void socketsAreForTheirOwnerAlone() throws Exception {
        listen(Connection::abort);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void permissionsCanBeChosen() throws Exception {
        listenEchoing(ListenOptions.DEFAULT.withSocketMode(0666));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw-rw-");
        assertEchoes(freeAddress());
    }

    @Test
    void aSocketThatWasLeftBehindIsReplaced() throws Exception {
        SocketPeer.listen(freeAddress()).close();
        assertThat(path).exists();
        listenEchoing(ListenOptions.DEFAULT);
        assertEchoes(freeAddress());
    }

    @Test
    void aSocketInUseIsReplacedAndItsListenerTakesNothingAway() throws Exception {
        Listener old = listen(Connection::abort);
        listenEchoing(ListenOptions.DEFAULT);
        assertEchoes(freeAddress());
        await(old.close());
        assertEchoes(freeAddress());
    }

    @Test
    void whatIsNoSocketIsLeftAlone() throws Exception {
        Files.writeString(path, "precious");
        assertListeningFails().message().startsWith("Failed to bind socket to " + path + ": File exists\n");
        assertThat(path).hasContent("precious");
        Files.delete(path);
        Files.createDirectory(path);
        assertListeningFails();
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void thePathMayBeAsLongAsASocketAddressTakes() throws Exception {
        path = ofLength(106);
        listenEchoing(ListenOptions.DEFAULT);
        assertEchoes(freeAddress());
        path = ofLength(107);
        listenEchoing(ListenOptions.DEFAULT);
        if (this instanceof UnixOnNioTest) { // the JDK leaves a byte unused
            assertThatThrownBy(() -> connect(freeAddress()))
                    .cause()
                    .hasMessage("UNIX socket path '" + path + "' is too long\nPath must be less than 107 bytes");
        } else {
            assertEchoes(freeAddress());
        }
        path = ofLength(108);
        assertListeningFails()
                .hasMessage("UNIX socket path '" + path + "' is too long\nPath must be less than 108 bytes");
    }

    @Test
    void aShortNameInADirectoryWithALongOneIsNotTooLong() throws Exception {
        Path deep = Files.createDirectory(ofLength(104));
        path = deep.resolve("q");
        listenEchoing(ListenOptions.DEFAULT);
        assertEchoes(freeAddress());
        try (var files = Files.list(deep)) {
            assertThat(files).containsExactly(path);
        }
    }

    private Path ofLength(int bytes) {
        int length = bytes - directory.toString().length() - 1;
        return directory.resolve("ü".repeat(length / 2) + "x".repeat(length % 2));
    }

    @Test
    void theDirectoryMustBeThere() {
        path = directory.resolve("missing/monitor");
        assertListeningFails()
                .hasMessageStartingWith("Failed to bind socket to " + path + ": No such file or directory\n");
    }

    @Test
    void theDirectoryMustBeWritable() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        try {
            assumeFalse(Files.isWritable(directory), "nothing is denied to this user");
            assertListeningFails().hasMessageStartingWith("Failed to bind socket to " + path + ": Permission denied\n");
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void noSuchSocket() {
        failure(Reason.NOT_FOUND).startsWith("Failed to connect to '" + path + "': No such file or directory\n");
    }

    @Test
    void nobodyListening() throws Exception {
        SocketPeer.listen(freeAddress()).close();
        failure(Reason.NOBODY_LISTENS).startsWith("Failed to connect to '" + path + "': Connection refused\n");
    }

    @Test
    void notPermitted() throws Exception {
        try (var server = SocketPeer.listen(freeAddress())) {
            assertThat(server.isOpen()).isTrue();
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
            assumeFalse(Files.isWritable(path), "nothing is denied to this user");
            failure(Reason.DENIED).startsWith("Failed to connect to '" + path + "': Permission denied\n");
        }
    }

    private AbstractStringAssert<?> failure(Reason reason) {
        return assertThatThrownBy(() -> connect(freeAddress()))
                .cause()
                .isInstanceOfSatisfying(
                        ConnectFailedException.class,
                        cause -> assertThat(cause.reason()).isEqualTo(reason))
                .message();
    }

    @Test
    void tlsIsNotForUnixSockets() {
        ConnectOptions tls = ConnectOptions.DEFAULT.withTls(TlsOptions.client(Path.of("authorities.pem")));
        assertThatThrownBy(() -> await(transport.connect(freeAddress(), tls, loop)))
                .cause()
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageContaining("TLS is for TCP");
    }
}

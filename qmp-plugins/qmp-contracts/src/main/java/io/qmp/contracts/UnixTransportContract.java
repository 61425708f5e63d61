package io.qmp.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.qmp.api.Experimental;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that every transport must pass which serves unix sockets.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
public abstract class UnixTransportContract extends TransportContract {
    /** Where sockets are made. */
    @TempDir
    protected Path directory;

    /** The file of the socket that is used. */
    protected Path path;

    /** For the test classes that extend it. */
    protected UnixTransportContract() {}

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

    private void assertEchoes() {
        RecordingHandler client = connect(freeAddress());
        send(client, "hello");
        assertEquals("hello", client.text(5));
    }

    /** {@return the failure to listen, of whose message this must be the beginning} */
    protected final ConnectFailedException assertListeningFails(String message) {
        ConnectFailedException failure = failure(() -> listen(Connection::abort));
        assertMessage(message, failure);
        return failure;
    }

    /** {@return the failure to connect, of whose message this must be the beginning} */
    protected final ConnectFailedException assertConnectingFails(Reason reason, String message) {
        ConnectFailedException failure = failure(() -> connect(freeAddress()));
        assertEquals(reason, failure.reason(), failure.getMessage());
        assertMessage(message, failure);
        return failure;
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void nothingIsLeftButTheSocketAndThatIsRemovedInTheEnd() throws Exception {
        Listener listener = listen(Connection::abort);
        assertEquals(List.of(path), files());
        await(listener.close());
        assertEquals(List.of(), files());
    }

    @Test
    void closingTheTransportRemovesTheSocket() throws Exception {
        listen(Connection::abort);
        await(transport.close());
        assertEquals(List.of(), files());
    }

    @Test
    void socketsAreForTheirOwnerAloneUnlessOthersAreLetIn() throws Exception {
        listen(Connection::abort);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        listenEchoing(ListenOptions.DEFAULT.withSocketMode(0666));
        assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEchoes();
    }

    @Test
    void aSocketThatWasLeftBehindIsReplaced() throws Exception {
        SocketPeer.listen(freeAddress()).close();
        assertTrue(Files.exists(path));
        listenEchoing(ListenOptions.DEFAULT);
        assertEchoes();
    }

    @Test
    void aSocketInUseIsReplacedAndItsListenerTakesNothingAway() {
        Listener old = listen(Connection::abort);
        listenEchoing(ListenOptions.DEFAULT);
        assertEchoes();
        await(old.close());
        assertEchoes();
    }

    @Test
    void whatIsNoSocketIsLeftAlone() throws Exception {
        Files.writeString(path, "precious");
        assertListeningFails("Failed to bind socket to " + path + ": File exists\n");
        assertEquals("precious", Files.readString(path));
        Files.delete(path);
        Files.createDirectory(path);
        assertListeningFails("Failed to bind socket to " + path + ": File exists\n");
        assertEquals(List.of(path), files());
    }

    @Test
    void theDirectoryMustBeThere() {
        path = directory.resolve("missing/monitor");
        assertListeningFails("Failed to bind socket to " + path + ": No such file or directory\n");
    }

    @Test
    void theDirectoryMustBeWritable() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        try {
            assumeFalse(Files.isWritable(directory), "nothing is denied to this user");
            assertListeningFails("Failed to bind socket to " + path + ": Permission denied\n");
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void noSuchSocket() {
        assertConnectingFails(Reason.NOT_FOUND, "Failed to connect to '" + path + "': No such file or directory\n");
    }

    @Test
    void nobodyListening() throws Exception {
        SocketPeer.listen(freeAddress()).close();
        assertConnectingFails(Reason.NOBODY_LISTENS, "Failed to connect to '" + path + "': Connection refused\n");
    }

    @Test
    void notPermitted() throws Exception {
        try (var server = SocketPeer.listen(freeAddress())) {
            assertTrue(server.isOpen());
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
            assumeFalse(Files.isWritable(path), "nothing is denied to this user");
            assertConnectingFails(Reason.DENIED, "Failed to connect to '" + path + "': Permission denied\n");
        }
    }

    @Test
    void aPathThatNoSocketAddressTakesIsRefused() {
        path = pathOf(108);
        assertListeningFails("UNIX socket path '" + path + "' is too long\nPath must be less than 108 bytes");
        assertConnectingFails(Reason.OTHER, "UNIX socket path '" + path + "' is too long\nPath must be less than 10");
    }

    @Test
    void aPathMayBeAsLongAsTheJdkTakes() {
        path = pathOf(106);
        listenEchoing(ListenOptions.DEFAULT);
        assertEchoes();
    }

    @Test
    void aShortNameInADirectoryWithALongOneIsNotTooLong() throws Exception {
        Path deep = Files.createDirectory(pathOf(104));
        path = deep.resolve("q");
        listenEchoing(ListenOptions.DEFAULT);
        assertEchoes();
        try (var files = Files.list(deep)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    /** {@return a path in the directory that has so many bytes, two for most characters} */
    protected final Path pathOf(int bytes) {
        int length = bytes - directory.toString().length() - 1;
        return directory.resolve("ü".repeat(length / 2) + "x".repeat(length % 2));
    }

    @Test
    void tlsIsNotForUnixSockets() {
        ConnectOptions tls = ConnectOptions.DEFAULT.withTls(TlsOptions.client(Path.of("authorities.pem")));
        ConnectFailedException failure = failure(() -> await(transport.connect(freeAddress(), tls, loop)));
        assertEquals(Reason.INSECURE, failure.reason());
        assertMessage("Failed to connect to '" + path + "': TLS is for TCP\n", failure);
    }

    @Test
    void bothEndsKnowWhereTheyAre() throws Exception {
        Connection client = connect(listenRecording().address()).connection();
        PeerAddress where = new PeerAddress.Unix(path);
        assertEquals(where, client.peerAddress());
        assertEquals(where, accepted.take().connection().peerAddress());
        assertEquals("unix:" + path, client.peer());
    }

    @Test
    void descriptorsAreRefusedAndClosedWhereTheyCannotPass() {
        assumeFalse(capabilities().contains(TransportCapability.DESCRIPTORS), "this transport passes descriptors");
        assertRefusesDescriptors(connect(listenRecording().address()).connection());
    }
}

package io.qmp.api.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketFileTest {
    @TempDir
    Path directory;

    @Test
    void aPathOf107BytesIsListenedAtButCannotBeConnectedToByTheJdk() throws Exception {
        Path path = pathOf(107);
        publish(path);
        assertThat(path).exists();
        assertThat(UnixSocketFile.canBeConnectedTo(path)).isFalse();
        UnixSocketFile.checkLength(path, UnixSocketFile.LONGEST_PATH, "");
        assertThatThrownBy(() -> UnixSocketFile.checkLength(path, UnixSocketFile.LONGEST_JDK_PATH, " here"))
                .isInstanceOf(ConnectFailedException.class)
                .hasMessage("UNIX socket path '" + path + "' is too long\nPath must be less than 107 bytes here");
    }

    @Test
    void aPathOf106BytesCanBeConnectedTo() {
        Path path = pathOf(106);
        UnixSocketFile.checkLength(path, UnixSocketFile.LONGEST_JDK_PATH, "");
        assertThat(UnixSocketFile.canBeConnectedTo(path)).isTrue();
    }

    @Test
    void aPathThatNoSocketAddressTakesIsRefused() {
        Path path = pathOf(108);
        assertThatThrownBy(() -> UnixSocketFile.prepare(path))
                .isInstanceOf(ConnectFailedException.class)
                .hasMessage("UNIX socket path '" + path + "' is too long\nPath must be less than 108 bytes");
    }

    @Test
    void aShortNameInADirectoryWithALongOneIsBoundThroughALinkThatIsRemoved() throws Exception {
        Path path = Files.createDirectory(pathOf(104)).resolve("q");
        UnixSocketFile file = UnixSocketFile.prepare(path);
        Path link = Objects.requireNonNull(file.hidden().getParent());
        assertThat(link).isSymbolicLink();
        bindAndPublish(file);
        assertThat(path).exists();
        assertThat(link.getParent()).doesNotExist();
    }

    @Test
    void theSocketOfAnotherListenerIsNotRemoved() throws Exception {
        Path path = directory.resolve("monitor");
        UnixSocketFile old = publish(path);
        UnixSocketFile current = publish(path);
        old.remove();
        assertThat(path).exists();
        current.remove();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void discardingLeavesNothing() throws Exception {
        UnixSocketFile.prepare(directory.resolve("monitor")).discard();
        assertThat(directory).isEmptyDirectory();
    }

    private static UnixSocketFile publish(Path path) throws Exception {
        UnixSocketFile file = UnixSocketFile.prepare(path);
        bindAndPublish(file);
        return file;
    }

    private static void bindAndPublish(UnixSocketFile file) throws Exception {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(file.hidden()));
            file.publish(0600);
        }
    }

    /** {@return a path in the directory that has so many bytes, two for most characters} */
    private Path pathOf(int bytes) {
        int length = bytes - directory.toString().length() - 1;
        return directory.resolve("ü".repeat(length / 2) + "x".repeat(length % 2));
    }
}

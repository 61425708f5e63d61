package io.qmp.testkit.fake;

import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.UnixAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The path of a unix socket in a directory of its own. Short, as the system allows about 100 bytes. */
final class TemporarySocket {
    private final Path directory;

    TemporarySocket() {
        try {
            directory = Files.createTempDirectory("qmp");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no temporary directory", e);
        }
    }

    QmpAddress address() {
        return UnixAddress.at(path()).toAddress();
    }

    /** {@return what a start results in} If it fails, socket and directory are removed. */
    <T> T keepIfStarted(Supplier<T> start) {
        boolean started = false;
        try {
            T result = start.get();
            started = true;
            return result;
        } finally {
            if (!started) {
                remove();
            }
        }
    }

    /** Removes socket and directory. */
    void remove() {
        try {
            Files.deleteIfExists(path());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be removed", e);
        }
    }

    /** Makes the file of a unix socket at which nothing listens. */
    static void leaveFile(Path path) {
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(path)); // closing does not remove it
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be made", e);
        }
    }

    private Path path() {
        return directory.resolve("monitor");
    }
}

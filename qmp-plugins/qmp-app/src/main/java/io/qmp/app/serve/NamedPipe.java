package io.qmp.app.serve;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A pair of named pipes, {@code PATH.in} and {@code PATH.out}, or one file for both directions, as QEMU opens them: for
 * reading and writing, so that opening does not wait for a client, and the input does not end when one leaves.
 */
final class NamedPipe implements Closeable {
    private final FileChannel in;
    private final FileChannel out;

    private NamedPipe(FileChannel in, FileChannel out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Opens the pipes of a path.
     *
     * @throws OptionException if that cannot be done, with QEMU's text
     */
    static NamedPipe open(Path path) {
        try {
            return open(Path.of(path + ".in"), Path.of(path + ".out"));
        } catch (IOException noPair) {
            return openOne(path);
        }
    }

    private static NamedPipe openOne(Path path) {
        try {
            if (path.toString().isEmpty()) {
                throw new NoSuchFileException("");
            }
            return open(path, path);
        } catch (IOException e) {
            throw new OptionException("Could not open '" + path + "': " + FileFailure.reason(e));
        }
    }

    private static NamedPipe open(Path input, Path output) throws IOException {
        FileChannel in = FileChannel.open(input, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new NamedPipe(in, FileChannel.open(output, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** {@return a connection of the pipes, which closes them at its end} */
    Connection connection(EventLoop loop) {
        return new StreamConnection(loop, "pipe", Channels.newInputStream(in), Channels.newOutputStream(out), this);
    }

    @Override
    public void close() throws IOException {
        try (in) {
            out.close();
        }
    }
}

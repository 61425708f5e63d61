package io.qmp.app.serve;

import io.qmp.api.Loggers;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ForwardingConnection;
import io.qmp.app.option.OptionException;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file that keeps what a monitor sends: QEMU's {@code logfile}. Secrets in it are not hidden, as in QEMU. */
final class Logfile {
    private static final System.Logger LOG = Loggers.named(Logfile.class.getName());

    private final Path path;
    private final OutputStream file;
    private boolean failed;

    private Logfile(Path path, OutputStream file) {
        this.path = path;
        this.file = file;
    }

    /**
     * {@return the file, which is new or emptied, or goes on behind what is in it}
     *
     * @throws OptionException if it cannot be written
     */
    static Logfile open(Path path, boolean append) {
        try {
            return new Logfile(path, new FileOutputStream(path.toFile(), append));
        } catch (FileNotFoundException e) {
            Path directory = path.toAbsolutePath().getParent();
            String why = Files.isDirectory(path)
                    ? "Is a directory"
                    : directory != null && !Files.exists(directory) ? "No such file or directory" : "Permission denied";
            throw new OptionException("Could not create '" + path + "': " + why);
        }
    }

    /** {@return a connection of which the file gets what is sent} */
    Connection record(Connection connection) {
        return new ForwardingConnection(connection) {
            @Override
            public void write(ByteBuffer bytes) {
                keep(bytes);
                super.write(bytes);
            }

            @Override
            public void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
                keep(bytes);
                super.write(bytes, descriptors);
            }
        };
    }

    /** Writes bytes to the file. On the loop, as in QEMU: a file system that does not answer stops the server. */
    void keep(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try {
            file.write(copy);
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                LOG.log(Level.WARNING, path + " misses what is sent: " + e.getMessage());
            }
        }
    }
}

package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.DescriptorStore.Access;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of the host, which must exist: for {@code file} a regular one, whose length is the node's, for the other
 * drivers a device. Only headers of images are read and written.
 */
final class FileDriver implements Driver {
    private static final String FILE = "file";
    private static final long SECTOR = 512;
    private static final long BLOCK = 4096;

    private final String name;
    private final String filename;
    private final HostFile file;
    private long length;

    /**
     * Opens the file.
     *
     * @param fdsets lends what {@code /dev/fdset/N} names
     */
    FileDriver(BlockdevOptionsFile given, NodeFlags flags, FdsetLender fdsets) {
        this.name = Drivers.name(given);
        this.filename = given.filename();
        boolean onlyRead = flags.readOnly() || Boolean.TRUE.equals(given.autoReadOnly());
        this.file = HostFile.of(filename, onlyRead ? Access.READ : Access.READ_WRITE, flags.direct(), fdsets);
        try {
            this.length = length(file.path(), flags.readOnly());
        } catch (CommandFailedException | UncheckedIOException e) {
            file.close();
            throw e;
        }
    }

    private long length(Path file, boolean readOnly) {
        try {
            if (!Files.exists(file)) {
                throw CommandFailedException.generic("Could not open '" + filename + "': No such file or directory");
            } else if (!Files.isReadable(file) || !readOnly && !Files.isWritable(file)) {
                throw CommandFailedException.generic("Could not open '" + filename + "': Permission denied");
            } else if (name.equals(FILE) != Files.isRegularFile(file) || Files.isDirectory(file)) {
                throw CommandFailedException.generic(
                        !name.equals(FILE) && !readOnly && Files.isDirectory(file)
                                ? "Could not open '" + filename + "': Is a directory"
                                : "'" + name + "' driver requires '" + filename + "' to be "
                                        + (name.equals(FILE)
                                                ? "a regular file"
                                                : "either a character or block device"));
            }
            return (Files.size(file) + SECTOR - 1) / SECTOR * SECTOR;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public QmpObject options() {
        return QmpObject.of("filename", QmpValue.of(filename));
    }

    @Override
    public boolean isProtocol() {
        return true;
    }

    @Override
    public long length(Optional<BlockNode> child) {
        return length;
    }

    @Override
    public Optional<String> filename(Optional<BlockNode> child) {
        return Optional.of(filename);
    }

    @Override
    public Optional<Boolean> dirtyFlag() {
        return name.equals("host_cdrom") ? Optional.empty() : Optional.of(false);
    }

    /** As if no part of the file were a hole: Java does not tell. */
    @Override
    public Optional<Long> actualSize(Optional<BlockNode> child) {
        return Optional.of((length + BLOCK - 1) / BLOCK * BLOCK);
    }

    @Override
    public Limits limits(Optional<BlockNode> child) {
        return Limits.FILE;
    }

    @Override
    public ByteBuffer read(long offset, int bytes) {
        ByteBuffer read = ByteBuffer.allocate(bytes);
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            for (int more = 0; more >= 0 && read.hasRemaining(); ) {
                more = channel.read(read, offset + read.position());
            }
            return read.flip();
        } catch (IOException e) {
            throw CommandFailedException.generic("Could not read '" + filename + "': Input/output error", e);
        }
    }

    @Override
    public void write(long offset, ByteBuffer bytes) {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            for (long at = offset; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            length = Math.max(length, (channel.size() + SECTOR - 1) / SECTOR * SECTOR);
        } catch (IOException e) {
            throw CommandFailedException.generic("Could not write '" + filename + "': Input/output error", e);
        }
    }

    /** Changes the length of the node only, not the file. */
    @Override
    public OptionalLong resize(long bytes) {
        length = bytes;
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        file.close();
    }
}

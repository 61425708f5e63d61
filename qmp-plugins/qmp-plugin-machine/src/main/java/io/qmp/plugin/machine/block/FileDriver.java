package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A file of the host. It must exist, and its length is the node's; its data are neither read nor written. */
final class FileDriver implements Driver {
    private static final long SECTOR = 512;

    private final String filename;
    private long length;

    FileDriver(BlockdevOptionsFile given, boolean readOnly) {
        this.filename = given.filename();
        this.length = open(filename, readOnly);
    }

    private static long open(String filename, boolean readOnly) {
        try {
            Path file = Path.of(filename);
            if (!Files.exists(file)) {
                throw CommandFailedException.generic("Could not open '" + filename + "': No such file or directory");
            } else if (!Files.isReadable(file) || !readOnly && !Files.isWritable(file)) {
                throw CommandFailedException.generic("Could not open '" + filename + "': Permission denied");
            } else if (!Files.isRegularFile(file)) {
                throw CommandFailedException.generic("'file' driver requires '" + filename + "' to be a regular file");
            }
            return (Files.size(file) + SECTOR - 1) / SECTOR * SECTOR;
        } catch (InvalidPathException e) {
            throw CommandFailedException.generic("Could not open '" + filename + "': No such file or directory");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "file";
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
        return Optional.of(false);
    }

    /** Changes the length of the node only, not the file. */
    @Override
    public OptionalLong resize(long bytes) {
        length = bytes;
        return OptionalLong.empty();
    }
}

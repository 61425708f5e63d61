package io.qmp.app.shell;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their user can read. */
public final class UserFile {
    private UserFile() {}

    /**
     * Makes a file, unless it is there.
     *
     * @throws IOException if it cannot be made, or not be read and written
     */
    public static void prepare(Path file) throws IOException {
        create(file);
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
                .close();
    }

    /** Makes a file, with the folders that it is in, unless it is there. */
    static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }
}

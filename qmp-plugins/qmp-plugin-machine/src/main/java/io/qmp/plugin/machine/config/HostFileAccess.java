package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.api.error.CommandFailedException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which files of the host commands may read and write: any, none, or those in a directory and below. Each command that
 * names a file checks it here. Not checked are files that the configuration names, and descriptors that clients pass.
 * Immutable.
 *
 * <p>Links are followed before the place of a file is judged. That does not protect from other processes, which may
 * change a link between the judgement and the use.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class HostFileAccess {
    /** All files. */
    public static final HostFileAccess ANY = new HostFileAccess("any", Optional.empty());
    /** No files. */
    public static final HostFileAccess NONE = new HostFileAccess("none", Optional.empty());

    private final String name;
    private final Optional<Path> directory;

    private HostFileAccess(String name, Optional<Path> directory) {
        this.name = name;
        this.directory = directory;
    }

    /**
     * {@return the access to a directory and what is below}
     *
     * @throws IllegalArgumentException if there is no such directory
     */
    public static HostFileAccess within(Path directory) {
        try {
            Path real = directory.toRealPath();
            if (Files.isDirectory(real)) {
                return new HostFileAccess(directory.toString(), Optional.of(real));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(noDirectory(directory.toString()), e);
        }
        throw new IllegalArgumentException(noDirectory(directory.toString()));
    }

    private static String noDirectory(String name) {
        return "'" + name + "' is not a directory";
    }

    /**
     * {@return the access that a text means}
     *
     * @param text {@code any}, {@code none} or a directory
     * @throws IllegalArgumentException if it is none of these
     */
    public static HostFileAccess parse(String text) {
        return switch (text) {
            case "any" -> ANY;
            case "none" -> NONE;
            default -> {
                try {
                    yield within(Path.of(text));
                } catch (InvalidPathException e) {
                    throw new IllegalArgumentException(noDirectory(text), e);
                }
            }
        };
    }

    /** {@return whether a file may be read and written} The file need not exist. */
    public boolean permits(String filename) {
        if (directory.isEmpty()) {
            return this == ANY;
        }
        try {
            return place(Path.of(filename).toAbsolutePath()).startsWith(directory.get());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Fails if a file may not be read and written.
     *
     * @throws CommandFailedException with a text that names the file
     */
    public void require(String filename) {
        if (!permits(filename)) {
            throw CommandFailedException.generic(
                    "Could not open '" + filename + "': the server gives clients access to "
                            + (directory.isEmpty() ? "no files" : "files in '" + name + "' only"));
        }
    }

    /** Where a file is or would be made. What cannot be followed is at the root, which is in no directory. */
    private static Path place(Path path) {
        if (Files.exists(path)) {
            return real(path);
        }
        Path parent = path.getParent();
        Path last = path.getFileName();
        boolean leadsElsewhere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (parent == null || last == null || leadsElsewhere || last.toString().equals("..")) {
            return Path.of(File.separator);
        }
        return place(parent).resolve(last);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.qmp.api.socket;

import io.qmp.api.Experimental;
import io.qmp.api.error.ConnectFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The file of a listening unix socket.
 *
 * <p>The JDK binds and listens in one step, with the permissions that the process's umask leaves. So that nobody
 * connects without permission, the socket is bound within a directory that only its owner may enter, gets its
 * permissions there, and is then moved into place, where it replaces an old socket atomically. Tools that list
 * sockets show the name it was bound to.
 *
 * <p>The calls block, except for {@link #checkLength} and {@link #canBeConnectedTo}. One object is for one socket and
 * for one thread at a time.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class UnixSocketFile {
    /** The longest path in bytes that fits into a socket address on Linux, without the NUL at its end. */
    public static final int LONGEST_PATH = 107;

    /** The longest path in bytes that the JDK's sockets take: they leave one byte of an address unused. */
    public static final int LONGEST_JDK_PATH = LONGEST_PATH - 1;

    private static final String MODE = "unix:mode";
    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET = 0140000;

    private final Path path;
    private final Path directory;
    private final @Nullable Path shortcut;
    private final Path hidden;
    private @Nullable Object key;

    private UnixSocketFile(Path path, Path directory, @Nullable Path shortcut) {
        this.path = path;
        this.directory = directory;
        this.shortcut = shortcut;
        this.hidden = hiddenIn(directory);
    }

    /**
     * Prepares to bind a socket: makes the directory in which it is bound.
     *
     * @throws FileAlreadyExistsException if there is something else than a socket
     * @throws ConnectFailedException if the path is too long
     * @throws IOException if the directory is missing or closed to us
     */
    public static UnixSocketFile prepare(Path path) throws IOException {
        checkLength(path, LONGEST_PATH, "");
        refuseOtherThanSocket(path);
        while (true) {
            Path directory = path.resolveSibling('.' + randomName());
            try {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return new UnixSocketFile(path, directory, shortcut(directory));
            } catch (FileAlreadyExistsException e) {
                // Another name, then.
            }
        }
    }

    /** {@return where a link to a directory is, if the path of the socket in it would be too long to bind to} */
    private static @Nullable Path shortcut(Path directory) throws IOException {
        if (bytes(hiddenIn(directory)) <= LONGEST_JDK_PATH) {
            return null;
        }
        Path link = Files.createTempDirectory("qmp").resolve("d");
        return Files.createSymbolicLink(link, directory.toAbsolutePath());
    }

    private static Path hiddenIn(Path directory) {
        return directory.resolve("s");
    }

    /** Three letters or digits: the path to bind to should be no longer than the path it stands in for. */
    private static String randomName() {
        int radix = Character.MAX_RADIX;
        int least = radix * radix;
        return Integer.toString(ThreadLocalRandom.current().nextInt(least, least * radix), radix);
    }

    /** {@return whether the JDK's sockets can connect to a path, by its length} */
    public static boolean canBeConnectedTo(Path path) {
        return bytes(path) <= LONGEST_JDK_PATH;
    }

    /**
     * Fails as QEMU does if a path is too long.
     *
     * @param longest how many bytes it may have: {@link #LONGEST_PATH} or {@link #LONGEST_JDK_PATH}
     * @param remark stands at the end of the message
     * @throws ConnectFailedException if it has more bytes
     */
    public static void checkLength(Path path, int longest, String remark) {
        if (bytes(path) > longest) {
            throw new ConnectFailedException("UNIX socket path '" + path + "' is too long\nPath must be less than "
                    + (longest + 1) + " bytes" + remark);
        }
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static void refuseOtherThanSocket(Path path) throws IOException {
        try {
            int mode = (int) Files.getAttribute(path, MODE, LinkOption.NOFOLLOW_LINKS);
            if ((mode & FILE_TYPE) != SOCKET) {
                throw new FileAlreadyExistsException(path.toString());
            }
        } catch (NoSuchFileException e) {
            // Nothing is in the way.
        }
    }

    /** {@return where clients find the socket once it is published} */
    public Path path() {
        return path;
    }

    /** {@return where to bind the socket} */
    public Path hidden() {
        return shortcut == null ? hidden : hiddenIn(shortcut);
    }

    /**
     * Moves the listening socket into place, where it replaces an old socket.
     *
     * @param mode its permissions, as {@code chmod} takes them
     * @throws FileAlreadyExistsException if there is something else than a socket
     * @throws IOException if the system refuses; then {@link #discard} removes what was made
     */
    public void publish(int mode) throws IOException {
        Files.setAttribute(hidden, MODE, mode);
        key = key(hidden);
        refuseOtherThanSocket(path);
        Files.move(hidden, path, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(directory);
        removeShortcut();
    }

    private void removeShortcut() {
        if (shortcut != null) {
            deleteIfThere(shortcut);
            deleteIfThere(Objects.requireNonNull(shortcut.getParent()));
        }
    }

    /** Removes the files of {@link #prepare}, if the socket could not be bound or published. */
    public void discard() {
        deleteIfThere(hidden);
        deleteIfThere(directory);
        removeShortcut();
    }

    /** Removes the socket, unless another one has taken its place. */
    public void remove() {
        try {
            if (Objects.equals(key(path), key)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // It is gone, or nobody may remove it: no matter, it is replaced when somebody listens there again.
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    private static void deleteIfThere(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // As with the socket.
        }
    }
}

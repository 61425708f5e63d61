package io.qmp.app.archive;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The archive of classes of this image and this JDK, for one {@link ArchiveKind}.
 *
 * <p>Beside it are the file {@code .option}, which is written once the archive is complete, and {@code .lock}, which
 * the one process holds that makes it. The first line of {@code .option} is the option of the JVM that uses the
 * archive, or {@link #NONE}; the second is the {@linkplain ImageJars#state state} of the jars that it was made of.
 *
 * @param file where it is: in a directory that has the name of its kind and nothing else in it
 * @param image whose classes are in it
 */
public record ClassArchive(Path file, ImageJars image) {
    /** In place of the option if an archive could not be made. */
    static final String NONE = "none";

    static final String PROPERTY = "qmp.archive"; // of the launcher: where the archive is
    private static final Duration AFTER_LISTENING = Duration.ofSeconds(2);

    /** {@return the archive of this process} Empty if it was not started by the launcher, or has no place for one. */
    private static Optional<ClassArchive> ofThisProcess() {
        String place = System.getProperty(PROPERTY);
        String jar = System.getProperty("java.class.path", "");
        return place == null || jar.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClassArchive(Path.of(place), new ImageJars(new File(jar))));
    }

    /**
     * Has the archive of this process made, by a process of low priority, unless it is there or being made. This
     * process does not wait for it. Does nothing where that is not possible: the program starts without one as well.
     */
    public static void makeIfMissing() {
        ofThisProcess().filter(archive -> !archive.isUpToDate()).ifPresent(ClassArchive::startMaking);
    }

    /** As {@link #makeIfMissing}, but later, when the first clients have been served. */
    public static void makeIfMissingLater() {
        if (System.getProperty(PROPERTY) != null) {
            Thread thread = new Thread(ClassArchive::makeLater, "qmp-archive");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void makeLater() {
        try {
            Thread.sleep(AFTER_LISTENING.toMillis());
            makeIfMissing();
        } catch (InterruptedException e) {
            // Nobody does this, and the archive is not needed.
        }
    }

    /** {@return whether the archive is there, is of this image, and was not refused by this JVM} */
    private boolean isUpToDate() {
        String jvm = System.getProperty("java.vm.info", "");
        return isMade() && (jvm.contains("sharing") || !Files.exists(file));
    }

    /** {@return whether the archive is there and is of this image, or cannot be made} */
    boolean isMade() {
        String state = image.state();
        try {
            Path option = option();
            List<String> lines = Files.readAllLines(option);
            if (lines.size() != 2 || !lines.get(1).equals(state)) {
                return false;
            }
            return lines.get(0).equals(NONE)
                    || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(option)) <= 0;
        } catch (IOException e) {
            return false; // also if it is not text
        }
    }

    ArchiveKind kind() {
        return ArchiveKind.named(file.getName(file.getNameCount() - 2).toString());
    }

    /** {@return the native libraries of this image and this JDK, for all kinds} */
    LibraryFiles libraries() {
        return new LibraryFiles(Objects.requireNonNull(file.getParent()).resolveSibling("libraries"));
    }

    Path option() {
        return beside(".option");
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** {@return the lock that the process holds which makes the archive; empty if another process holds it} */
    Optional<FileChannel> lock() throws IOException {
        FileChannel channel = FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this process, which is another one's as well.
        }
        channel.close();
        return Optional.empty();
    }

    private void startMaking() {
        try {
            Files.createDirectories(file.getParent());
            Optional<FileChannel> lock = lock();
            if (lock.isPresent()) {
                Files.deleteIfExists(option()); // of an archive that the JVM has refused
                lock.get().close(); // the other process takes it
                ArchiveJvm.ofThisProcess()
                        .program(List.of(ArchiveMaker.class.getName(), file.toString()))
                        .start();
            }
        } catch (IOException | RuntimeException e) {
            // There is no room for an archive, or no "nice" to make it without disturbing anybody.
        }
    }
}

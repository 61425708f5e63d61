package io.qmp.app.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the archive of classes: the main class of a process of its own, which a start without an archive starts. */
public final class ArchiveMaker {
    private static final String DRAFTS = "draft";

    private final ClassArchive archive;
    private final ArchiveJvm jvm;

    private ArchiveMaker(ClassArchive archive, ArchiveJvm jvm) {
        this.archive = archive;
        this.jvm = jvm;
    }

    /**
     * Makes the archive, unless another process does.
     *
     * @param arguments where it shall be; without, ends with 1 if this JVM does not use an archive
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            System.exit(System.getProperty("java.vm.info", "").contains("sharing") ? 0 : 1);
        }
        ArchiveJvm jvm = ArchiveJvm.ofThisProcess();
        ClassArchive archive = new ClassArchive(Path.of(arguments[0]), jvm.jars());
        Optional<FileChannel> lock = archive.lock();
        if (lock.isPresent()) {
            try {
                new ArchiveMaker(archive, jvm).makeUnlessMade();
            } finally {
                lock.get().close();
            }
        }
    }

    private void makeUnlessMade() throws IOException, InterruptedException {
        if (archive.isMade()) {
            return;
        }
        Path directory = Objects.requireNonNull(archive.file().getParent());
        for (Path left : list(directory)) {
            if (left.getFileName().toString().startsWith(DRAFTS)) { // by a process that was killed
                delete(left);
            }
        }
        Path drafts = Files.createTempDirectory(directory, DRAFTS);
        try {
            make(drafts);
        } finally {
            delete(drafts);
        }
    }

    /** What is in place is always complete: files are written elsewhere and moved, the option last. */
    private void make(Path drafts) throws IOException, InterruptedException {
        String state = archive.image().state(); // before: an image that changes meanwhile is another one
        Path draft = drafts.resolve("archive");
        List<String> libraries = archive.libraries().make(drafts.resolve("library"));
        boolean made = jvm.with(libraries).make(archive, drafts.resolve("classes"), draft);
        if (made) {
            move(draft, archive.file());
        }
        Path option = drafts.resolve("option");
        Files.write(option, List.of(made ? ArchiveJvm.use(archive.file()) : ClassArchive.NONE, state));
        move(option, archive.option());
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        for (Path file : list(directory)) {
            Files.delete(file);
        }
        Files.delete(directory);
    }
}

package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of the image, and the cache of a user in which it keeps its archive of classes. */
final class CachedImage {
    /** In seconds; longer than a busy machine takes for anything here. */
    private static final long LIMIT = 900;

    private static final String OPTION = "classes.option";

    private static final String TOOLS = "tools";

    private final Path image;
    private final Path cache;
    private final String kind;

    private CachedImage(Path image, Path cache, String kind) {
        this.image = image;
        this.cache = cache;
        this.kind = kind;
    }

    /** How a run ended. */
    record Ended(int status, String out, String err) {}

    /**
     * {@return a copy of the image in a directory} Its path has no space, with which JDK 17 archives its own classes
     * only.
     */
    static CachedImage copyTo(Path directory) throws IOException {
        Path image = directory.resolve("image");
        Path original = Path.of(System.getProperty("qmp.image"));
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, image.resolve(original.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        // A busy machine would never come to what has a low priority.
        Path nice = Files.writeString(directory.resolve("nice"), "#!/bin/sh\nexec \"$@\"\n");
        assertThat(nice.toFile().setExecutable(true)).isTrue();
        return new CachedImage(image, directory.resolve("cache"), TOOLS);
    }

    /** {@return the same image for a user who has another cache} */
    CachedImage withCache(Path other) {
        return new CachedImage(image, other, kind);
    }

    /** {@return the same image and cache, with the archive of another kind of program} */
    CachedImage withKind(String other) {
        return new CachedImage(image, cache, other);
    }

    Path image() {
        return image;
    }

    ProcessBuilder program(String... words) {
        List<String> command = new ArrayList<>(List.of(image.resolve("bin/qmp").toString()));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        List.of("QMP_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "HOME")
                .forEach(builder.environment()::remove);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().merge("PATH", image.getParent().toString(), (path, own) -> own + ":" + path);
        return builder;
    }

    static Ended end(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.redirectInput(new File("/dev/null")).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    Ended run(String... words) throws IOException, InterruptedException {
        return end(program(words));
    }

    /** {@return whether a run finds the program's own classes in the archive} */
    boolean usesArchive() throws IOException, InterruptedException {
        return usesArchive("exec");
    }

    /** {@return whether the help of a subcommand finds the program's own classes in the archive of its kind} */
    boolean usesArchive(String subcommand) throws IOException, InterruptedException {
        Path log = Files.createTempFile("classes", ".log");
        ProcessBuilder program = program(subcommand, "--help");
        program.environment().put("QMP_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        assertThat(end(program).err()).isEmpty();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains("io.qmp.app.Main source: shared objects file"));
        } finally {
            Files.delete(log);
        }
    }

    /** {@return the directory of the archive, which is there once a run has ended that found none} */
    private Path directory() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.endsWith(Path.of(kind, "classes.lock")))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }

    Path archive() throws IOException {
        return directory().resolve("classes");
    }

    Path option() throws IOException {
        return directory().resolve(OPTION);
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** {@return what differs between two archives that were made one after the other} */
    Object version() throws IOException {
        return Files.readAttributes(option(), BasicFileAttributes.class).fileKey();
    }

    /** Runs the program and waits for the archive that it has made. */
    void makeArchive() throws IOException, InterruptedException {
        run("--version");
        awaitArchiveAfter("none");
    }

    /** Waits for an archive of another version, which a run that has ended has had made. */
    void awaitArchiveAfter(Object version) throws IOException, InterruptedException {
        Path directory = directory();
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            while (!isComplete(directory) || version().equals(version)) {
                WatchKey key = watch.poll(LIMIT, TimeUnit.SECONDS);
                if (key == null) {
                    throw new AssertionError("waited for an archive in " + directory + ", which has " + files());
                }
                key.pollEvents();
                key.reset();
            }
        }
    }

    /** The option is written last, and then what was written elsewhere is deleted. */
    private static boolean isComplete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            return names.contains(OPTION) && names.stream().noneMatch(name -> name.startsWith("draft"));
        }
    }
}

package io.qmp.app.archive;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs JVMs of this JDK with the jars of this image, which write archives and are tried with them. They have a low
 * priority, say nothing, and do not belong to the process that started them.
 *
 * @param java the executable
 * @param jar the one that starts the program
 * @param options what the launcher adds to the options of the image
 */
public record ArchiveJvm(Path java, String jar, List<String> options) {
    /** From this version on, an archive has classes that are linked. */
    private static final int LINKED = 24;

    /** From this version on, the collector of the launcher can make an archive that has objects of the JDK. */
    private static final int ANY_COLLECTOR = 25;

    /** In seconds, for one run. */
    private static final int LIMIT = 300;

    /** The property that names the {@link ArchiveKind} of which the program does once what users do first. */
    public static final String TRAINING = "qmp.training";

    /** {@return the JVM of this process, with the same image} */
    public static ArchiveJvm ofThisProcess() {
        return new ArchiveJvm(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                List.of());
    }

    /** {@return this with options that the launcher adds} */
    ArchiveJvm with(List<String> more) {
        return new ArchiveJvm(java, jar, more);
    }

    ImageJars jars() {
        return new ImageJars(new File(jar));
    }

    /**
     * Makes an archive.
     *
     * @param archive the one that is missing
     * @param classes what is written in between
     * @param draft what is made
     * @return whether the JVM takes it
     */
    boolean make(ClassArchive archive, Path classes, Path draft) throws IOException, InterruptedException {
        boolean linked = isLinked();
        List<String> record = linked
                ? List.of(
                        "-XX:AOTMode=record",
                        "-XX:AOTConfiguration=" + classes,
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+IgnoreUnrecognizedVMOptions", // JDK 24 has no profiles
                        "-XX:-AOTRecordTraining") // nobody uses them
                : List.of("-XX:DumpLoadedClassList=" + classes);
        List<String> create = linked
                ? List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + classes, "-XX:AOTCache=" + draft)
                : List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + draft);
        String property = "-D" + ClassArchive.PROPERTY + "=" + archive.file();
        // By -jar, as it is launched: to read the manifest takes classes, too.
        String training = "-D" + TRAINING + "=" + archive.kind().text();
        if (!run(asLaunched(record), property, training, "-jar", jar)) {
            return false;
        }
        if (!linked) {
            new ClassList(classes).leaveOutOldFormats();
        }
        return run(create, collector(), ArchiveMaker.class.getName())
                && run(asLaunched(List.of(use(draft))), ArchiveMaker.class.getName());
    }

    /** With the options of the launcher: they decide which classes libraries load. */
    private List<String> asLaunched(List<String> more) {
        List<String> all = new ArrayList<>();
        Path file = Path.of(jar).resolveSibling("bin").resolve("qmp.jvm");
        all.add("@" + file);
        all.addAll(options);
        all.addAll(more);
        return all;
    }

    /**
     * {@return the collector of the JVM that makes an archive} An archive has machine code from JDK 25 on, which is for
     * the collector that it was made with. Objects of the JDK could be archived by one collector only before.
     */
    private static String collector() {
        return Runtime.version().feature() >= ANY_COLLECTOR ? "-XX:+UseSerialGC" : "-XX:+UseG1GC";
    }

    private static boolean isLinked() {
        return Runtime.version().feature() >= LINKED;
    }

    /** {@return the option that uses an archive} */
    static String use(Path archive) {
        return (isLinked() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
    }

    private boolean run(List<String> options, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of(more));
        Process process = program(words).start();
        if (!process.waitFor(LIMIT, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    /**
     * {@return a JVM with the options of the launcher that has not been started, whose output nobody reads}
     *
     * @param words options, the main class and its arguments
     */
    public ProcessBuilder launched(List<String> words) {
        return program(asLaunched(words));
    }

    /**
     * {@return a JVM that has not been started, whose output nobody reads}
     *
     * @param words options, the main class and its arguments
     */
    ProcessBuilder program(List<String> words) {
        List<String> command =
                new ArrayList<>(List.of("nice", java.toString(), jars().bootClassPath(isLinked()), "-cp", jar));
        command.addAll(words);
        return new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}

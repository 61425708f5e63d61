package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.CachedImage.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the first start has made, and starts where there is none, or a wrong one. */
@EnabledOnOs(OS.LINUX)
class ClassArchiveIT {
    @TempDir
    Path directory;

    private CachedImage image;
    private RunningProgram server = RunningProgram.start("--version");
    private final List<String> jarsOpenedUntilTheFirstReply = new ArrayList<>();
    private String address = "";

    @BeforeEach
    void start() throws IOException {
        image = CachedImage.copyTo(directory);
        address = "unix:" + directory.resolve("qmp");
        server = RunningProgram.start("serve", "-qmp", address + ",server=on,wait=off,clients=9");
        server.line();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theFirstStartHasAnArchiveMadeThatLaterStartsUse() throws Exception {
        assertThat(image.usesArchive()).isFalse();
        assertWorks(image);
        image.awaitArchiveAfter("none");

        assertThat(image.usesArchive()).isTrue();
        assertWorks(image);
        CachedImage without = image.withCache(Path.of("relative"));
        assertThat(image.run("--version")).isEqualTo(without.run("--version"));
        assertThat(image.run("--help")).isEqualTo(without.run("--help"));
        assertThat(image.files()).containsExactly("classes", "classes.lock", "classes.option");
    }

    /** From JDK 24 on, all classes of an archive are loaded at each start. */
    @Test
    void aServerHasAnArchiveOfItsOwn() throws Exception {
        CachedImage servers = image.withKind("server");
        servers.run("serve", "--help");
        servers.awaitArchiveAfter("none");

        assertThat(servers.usesArchive("serve")).isTrue();
        assertThat(image.usesArchive("exec")).isFalse();
        assertThat(classesFromJarsUntilTheFirstReply(servers))
                .as("classes that were read from jars, and lambdas that were linked, as they are not in the archive")
                .hasSizeLessThan(12);
        assertThat(jarsOpenedUntilTheFirstReply)
                .as("a look for a resource opens all jars up to the one that has it")
                .isEmpty();
    }

    private List<String> classesFromJarsUntilTheFirstReply(CachedImage servers) throws Exception {
        Path log = directory.resolve("log");
        String own = "unix:" + directory.resolve("own");
        ProcessBuilder program = servers.program("serve", "-qmp", own + ",server=on,wait=off");
        program.environment().put("QMP_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        Process serve = program.start();
        try (BufferedReader lines = serve.inputReader()) {
            assertThat(lines.readLine()).startsWith("listening on");
            try (RawClient client = RawClient.connect(own)) {
                client.read();
                client.ask("{\"execute\": \"qmp_capabilities\"}");
                assertThat(client.ask("{\"execute\": \"query-status\"}")).contains("running");
            }
            jarsOpenedUntilTheFirstReply.addAll(openedAgain(serve.pid()));
        } finally {
            serve.destroyForcibly().waitFor();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.matches(".* source: .*\\.jar") || isLinkedAtTheStart(line))
                    .toList();
        }
    }

    /** {@return whether it is the class of a lambda of this project that is not linked in the archive} */
    private static boolean isLinkedAtTheStart(String line) {
        return Runtime.version().feature() < 24 && line.contains("io.qmp.") && line.contains("$$Lambda");
    }

    /** The JVM has each jar of the boot class path open, once; a look into one opens it again. */
    private static List<String> openedAgain(long pid) throws IOException {
        List<String> jars = new ArrayList<>();
        Set<String> once = new HashSet<>();
        for (Path file : OpenFiles.of(pid)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".jar") && !once.add(name)) {
                jars.add(name.replaceFirst("-\\d.*", ""));
            }
        }
        return jars;
    }

    @Test
    void theShellOfAnArchiveIsRun() throws Exception {
        String jar = image.image().resolve("qmp.jar").toString();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder training = image.program();
        training.command(java.toString(), "-Dqmp.training=shell", "-jar", jar);

        Ended end = CachedImage.end(training);
        assertThat(end.status()).isZero();
        assertThat(end.err()).doesNotContain("qmp: "); // JLine may log that its terminal has closed
    }

    @Test
    void aWrongArchiveIsIgnoredAndMadeAgain() throws Exception {
        image.makeArchive();
        try (RandomAccessFile file = writable(image.archive())) {
            file.seek(file.length() / 2);
            file.write(new byte[1 << 20]);
        }
        modifyLater(image.archive());
        assertIsMadeAgain();

        try (RandomAccessFile file = writable(image.archive())) {
            file.setLength(file.length() / 2);
        }
        Files.setLastModifiedTime(image.archive(), FileTime.from(Instant.EPOCH)); // as if it were older than its option
        assertIsMadeAgain();
    }

    @Test
    void anArchiveOfAnotherImageAtTheSamePlaceIsMadeAgain() throws Exception {
        image.makeArchive();
        try (var jars = Files.list(image.image().resolve("lib"))) {
            Path jar = jars.filter(file -> file.getFileName().toString().startsWith("qmp-client"))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        }
        assertIsMadeAgain();
    }

    @Test
    void anArchiveOfALaterJdkAtTheSamePlaceIsNotUsed() throws Exception {
        Path jdk = directory.toRealPath().resolve("jdk");
        Path archive = directory.resolve("cache/qmp" + image.image().toRealPath() + jdk + "/bin/java/tools/classes");

        assertThat(optionsOf(jdk, "25.0.1", archive)).contains("-XX:AOTCache=" + archive);
        assertThat(archive).exists();

        assertThat(optionsOf(jdk, "17.0.19", archive))
                .contains("-jar")
                .noneMatch(option -> option.startsWith("-XX:AOTCache") || option.startsWith("-Xlog:aot"));
        assertThat(archive).doesNotExist();
    }

    /** {@return what the launcher gives the JVM of a version for which there is an archive of JDK 24 or later} */
    private List<String> optionsOf(Path jdk, String version, Path archive) throws Exception {
        Path options = directory.resolve("options");
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\" >" + options + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"any\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.createDirectories(archive.getParent());
        Files.writeString(archive.resolveSibling("classes.option"), "-XX:AOTCache=" + archive + "\n");
        Files.setLastModifiedTime(Files.writeString(archive, ""), FileTime.from(Instant.EPOCH));
        ProcessBuilder program = image.program("--version");
        program.environment().put("JAVA_HOME", jdk.toString());
        assertThat(CachedImage.end(program)).isEqualTo(new Ended(0, "", ""));
        return Files.readAllLines(options);
    }

    @Test
    void twoFirstStartsAtOnceMakeOneArchive() throws Exception {
        Process one = image.program("--version").start();
        Process other = image.program("--version").start();
        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        image.awaitArchiveAfter("none");

        assertThat(image.files()).containsExactly("classes", "classes.lock", "classes.option");
        assertThat(image.usesArchive()).isTrue();
    }

    @Test
    void whatAKilledServerBeganIsBegunAgain() throws Exception {
        Process serve = image.program("serve", "-qmp", "unix:" + directory + "/killed,server=on,wait=off")
                .start();
        assertThat(serve.inputReader().readLine()).startsWith("listening on unix:");
        serve.destroyForcibly().waitFor();

        image.makeArchive();
        assertThat(image.usesArchive()).isTrue();
    }

    @Test
    void withoutAPlaceForAnArchiveTheProgramStarts() throws Exception {
        assertWorks(image.withCache(Path.of("/proc/none")));
        assertWorks(image.withCache(Path.of("relative")));
        ProcessBuilder homeless = image.program("exec", address, "query-name");
        homeless.environment().remove("XDG_CACHE_HOME");
        assertThat(CachedImage.end(homeless)).isEqualTo(new Ended(0, "{}\n", ""));
    }

    @Test
    void archivesThatCouldNotBeMadeAreNotTriedAgainAtEachStart() throws Exception {
        image.makeArchive();
        List<String> lines = Files.readAllLines(image.option());
        Files.delete(image.archive());
        Files.write(image.option(), List.of("none", lines.get(1)));

        assertWorks(image);
        assertThat(Files.readAllLines(image.option()).get(0)).isEqualTo("none");
    }

    private void assertIsMadeAgain() throws Exception {
        Object version = image.version();
        assertThat(image.usesArchive()).isFalse();
        assertWorks(image);
        image.awaitArchiveAfter(version);
        assertThat(image.usesArchive()).isTrue();
    }

    private void assertWorks(CachedImage any) throws Exception {
        assertThat(any.run("exec", address, "query-name")).isEqualTo(new Ended(0, "{}\n", ""));
    }

    private static RandomAccessFile writable(Path file) throws IOException {
        assertThat(file.toFile().setWritable(true)).isTrue();
        return new RandomAccessFile(file.toFile(), "rw");
    }

    private static void modifyLater(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }
}

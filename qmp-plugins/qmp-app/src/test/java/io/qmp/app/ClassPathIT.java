package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.process.ImageLoggers;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program on the class path, where there are no modules but the JDK's. */
class ClassPathIT {
    @TempDir
    Path directory;

    private Process program;

    @AfterEach
    void stop() {
        if (program != null) {
            program.destroyForcibly().onExit().join();
        }
    }

    @Test
    void aPluginWithAModuleDescriptorIsLoaded() throws IOException {
        PluginJar.compile(Path.of("src/test/plugins/sleep"), directory.resolve("plugins/sleep.jar"));
        String socket = "unix:" + directory.resolve("qmp");

        serve(classPath(), "-qmp", socket + ",server=on,wait=off", "--plugins", directory.resolve("plugins") + "");

        assertThat(line(program.inputReader(UTF_8))).startsWith("listening on ");
        try (RawClient client = RawClient.connect(socket)) {
            client.read();
            client.ask("{\"execute\": \"qmp_capabilities\"}");
            assertThat(client.ask("{\"execute\": \"__io.qmp_sleep\", \"arguments\": {\"milliseconds\": 1}}"))
                    .isEqualTo("{\"return\": {}}");
        }
    }

    /** As in a merged jar in which the service file of one plugin has replaced that of another. */
    @Test
    void aServerWithoutTheCorePluginSaysWhatMayBeWrong() throws IOException {
        List<Path> path = new ArrayList<>(classPath());
        Path core = path.stream()
                .filter(jar -> jar.getFileName().toString().startsWith("qmp-plugin-core"))
                .findFirst()
                .orElseThrow();
        path.remove(core);
        path.add(withoutServices(core));

        serve(path, "-qmp", "stdio");

        // A newer JVM warns of native access first.
        String warning = program.errorReader(UTF_8)
                .lines()
                .filter(line -> line.contains("no command query-commands"))
                .findFirst()
                .orElse("no warning");
        assertThat(warning).contains("META-INF/services/io.qmp.api.spi.QmpPlugin");
    }

    /** From JDK 21 on, the JDK looks for them when the program ends, until it has found two. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theLookForFindersOfLoggersOpensFewJars() throws IOException {
        ClassPathIT.class.getModule().addUses(System.LoggerFinder.class);
        Path image = Path.of(System.getProperty("qmp.image")).toRealPath();
        URL[] program = {image.resolve("qmp.jar").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(program, null)) {
            Iterator<System.LoggerFinder> finders =
                    ServiceLoader.load(System.LoggerFinder.class, loader).iterator();

            assertThat(finders.next().getClass().getName()).isEqualTo(ImageLoggers.class.getName());
            assertThat(finders.hasNext()).isTrue();
            assertThat(OpenFiles.of(ProcessHandle.current().pid()).stream().filter(file -> file.startsWith(image)))
                    .contains(image.resolve("qmp.jar"))
                    .hasSizeLessThan(5);
        }
    }

    private void serve(List<Path> classPath, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                Main.class.getName(),
                "serve"));
        command.addAll(List.of(options));
        program = new ProcessBuilder(command).start();
    }

    private String line(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        return line != null
                ? line
                : "nothing; standard error: "
                        + new String(program.getErrorStream().readAllBytes());
    }

    /** The jars of the image. */
    private static List<Path> classPath() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("qmp.image"), "lib"))) {
            return jars.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private Path withoutServices(Path jar) throws IOException {
        Path merged = directory.resolve("merged.jar");
        try (JarFile from = new JarFile(jar.toFile());
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(merged))) {
            for (JarEntry entry : Collections.list(from.entries())) {
                if (entry.getName().endsWith(".class")) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    from.getInputStream(entry).transferTo(to);
                }
            }
        }
        return merged;
    }
}

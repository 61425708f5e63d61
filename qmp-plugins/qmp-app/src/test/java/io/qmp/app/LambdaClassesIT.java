package io.qmp.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes in place of lambdas, which JDKs before 24 have in their archive. */
class LambdaClassesIT {
    private static final Path JAR = Path.of(System.getProperty("qmp.image"), "lambdas.jar");

    @TempDir
    Path directory;

    @Test
    void theyDoWhatLambdasDo() throws IOException {
        Path classes = directory.resolve("classes");
        UserProgram.compile(Path.of("src/test/programs/lambdas"), classes, List.of());
        Path jar = directory.resolve("lambdas.jar");

        String said = UserProgram.run(List.of(
                "-cp",
                System.getProperty("qmp.asm"),
                "../../.build/LambdaClasses.java",
                jar.toString(),
                classes.toString()));

        assertThat(said).isEmpty();
        String without = UserProgram.run(List.of("-cp", classes.toString(), "Lambdas"));
        assertThat(without).contains("secret of 9.0", "serializable").doesNotContain("Exception");
        String with = UserProgram.run(List.of(
                "-Xlog:class+load:file=" + directory.resolve("log"),
                "-cp",
                UserProgram.path(List.of(jar, classes)),
                "Lambdas"));
        assertThat(with).isEqualTo(without);
        assertThat(Files.readString(directory.resolve("log"))).containsOnlyOnce("Lambdas$$Lambda");
    }

    @Test
    void allOfTheImageAreVerified() throws Exception {
        List<URL> path = new ArrayList<>(List.of(JAR.toUri().toURL()));
        for (Path jar : UserProgram.jars()) {
            path.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new), null);
                JarFile jar = new JarFile(JAR.toFile())) {
            int count = 0;
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName().replace(".class", "").replace('/', '.');
                assertThat(Class.forName(name, true, loader).getClassLoader()).isSameAs(loader);
                String bytes = new String(jar.getInputStream(entry).readAllBytes(), ISO_8859_1);
                assertThat(bytes).as(name).doesNotContain("\u0001\u0000\u000bmetafactory");
                count++;
            }
            assertThat(count).isPositive();
        }
    }
}

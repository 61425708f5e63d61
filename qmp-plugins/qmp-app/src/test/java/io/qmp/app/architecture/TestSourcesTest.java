package io.qmp.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** House rules of tests, read from their sources in all modules. */
class TestSourcesTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void testsAreNamedSoThatTheyRun() throws IOException {
        List<Path> misnamed = tests(source -> source.contains("@Test\n"))
                .filter(file -> !file.toString().matches(".*(Test|Contract|IT)\\.java"))
                .toList();
        assertEquals(List.of(), misnamed);
    }

    @Test
    void testsDoNotSleep() throws IOException {
        String sleep = "Thread" + ".sleep(";
        assertEquals(List.of(), tests(source -> source.contains(sleep)).toList());
    }

    @Test
    void allModulesHaveTests() throws IOException {
        assertTrue(tests(source -> true).count() > 20);
    }

    private static Stream<Path> tests(Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().contains("src/test/java")
                            && file.toString().endsWith(".java"))
                    .filter(file -> wanted.test(read(file)))
                    .toList()
                    .stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

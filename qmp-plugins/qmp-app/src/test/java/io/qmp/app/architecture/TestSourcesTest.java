package io.qmp.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** House rules of tests, read from their sources in all modules. */
class TestSourcesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern SOURCES =
            Pattern.compile("(?!.*/target/).*/src/(test|it)/.*(?<!/TestSourcesTest)\\.java");
    private static final Pattern SLEEP =
            Pattern.compile("\\.sleep\\(|\\bonSpinWait\\b|\\bThread\\s*\\.yield\\(|\\bparkNanos\\b");

    @Test
    void testsAreNamedSoThatTheyRun() throws IOException {
        List<Path> misnamed = tests(source -> source.contains("@Test\n"))
                .filter(file -> !file.toString().matches(".*(Test|Contract|IT)\\.java"))
                .toList();
        assertEquals(List.of(), misnamed);
    }

    /** The suffix IT means that Failsafe runs the test on the image, which only the program has. */
    @Test
    void testsOfTheImageAreThoseNamedIT() throws IOException {
        String image = "qmp" + ".image";
        List<Path> elsewhere = tests(source -> true)
                .filter(file -> file.toString().endsWith("IT.java"))
                .filter(file -> !file.toString().contains("qmp-app"))
                .toList();
        assertEquals(List.of(), elsewhere);
        List<Path> early = tests(source -> source.contains("@Test\n") && source.contains(image))
                .filter(file -> !file.toString().endsWith("IT.java"))
                .toList();
        assertEquals(List.of(), early);
    }

    /** Tests wait for what they need: for a future, a queue, a line of output, a change of a directory. */
    @Test
    void testsDoNotSleep() throws IOException {
        assertEquals(List.of(), tests(source -> SLEEP.matcher(source).find()).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread" + ".sleep(5);",
                "TimeUnit.MILLISECONDS" + ".sleep(50);",
                "SECONDS" + ".sleep(1)",
                "Thread\n                    " + ".sleep(5);",
                "Thread" + ".onSpinWait();",
                "Thread" + ".yield();",
                "LockSupport" + ".parkNanos(1);",
            })
    void theRuleSeesEveryWayToSleep(String source) {
        assertTrue(SLEEP.matcher(source).find());
    }

    @Test
    void allModulesHaveTests() throws IOException {
        assertTrue(tests(source -> true).count() > 20);
    }

    private static Stream<Path> tests(Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> SOURCES.matcher(file.toString()).matches())
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

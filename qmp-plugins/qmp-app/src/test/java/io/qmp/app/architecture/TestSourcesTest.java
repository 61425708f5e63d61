package io.qmp.app.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.app.SourceTree;
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
    /** These rules, which contain what they forbid. */
    private static final String HERE = "TestSourcesTest.java";

    private static final Pattern SLEEP =
            Pattern.compile("\\.sleep\\(|\\bonSpinWait\\b|\\bThread\\s*\\.yield\\(|\\bparkNanos\\b");

    @Test
    void testsAreNamedSoThatTheyRun() {
        List<Path> misnamed = tests(source -> source.contains("@Test\n"))
                .filter(file -> !file.toString().matches(".*(Test|Contract|IT)\\.java"))
                .toList();
        assertEquals(List.of(), misnamed);
    }

    /** The suffix IT means that Failsafe runs the test on the image, which only the program has. */
    @Test
    void testsOfTheImageAreThoseNamedIT() {
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
    void testsDoNotSleep() {
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
    void allModulesHaveTests() {
        assertTrue(tests(source -> true).count() > 20);
    }

    private static Stream<Path> tests(Predicate<String> wanted) {
        return SourceTree.tests().stream()
                .filter(file -> !file.endsWith(HERE))
                .filter(file -> wanted.test(SourceTree.read(file)));
    }
}

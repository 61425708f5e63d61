package io.qmp.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final Pattern OTHER_ASSERTIONS =
            Pattern.compile("org\\.junit\\.jupiter\\.api\\.Assertions\\b|org\\.hamcrest\\b");
    private static final Pattern SLEEP =
            Pattern.compile("\\.sleep\\(|\\bonSpinWait\\b|\\bThread\\s*\\.yield\\(|\\bparkNanos\\b");

    @Test
    void testsAreNamedSoThatTheyRun() {
        List<Path> misnamed = tests(source -> source.contains("@Test\n"))
                .filter(file -> !file.toString().matches(".*(Test|Contract|IT)\\.java"))
                .toList();
        assertThat(misnamed).isEmpty();
    }

    /** The suffix IT means that Failsafe runs the test on the image, which only the program has. */
    @Test
    void testsOfTheImageAreThoseNamedIT() {
        String image = "qmp" + ".image";
        List<Path> elsewhere = tests(source -> true)
                .filter(file -> file.toString().endsWith("IT.java"))
                .filter(file -> !file.toString().contains("qmp-app"))
                .toList();
        assertThat(elsewhere).isEmpty();
        List<Path> early = tests(source -> source.contains("@Test\n") && source.contains(image))
                .filter(file -> !file.toString().endsWith("IT.java"))
                .toList();
        assertThat(early).isEmpty();
    }

    /** Tests wait for what they need: for a future, a queue, a line of output, a change of a directory. */
    @Test
    void testsDoNotSleep() {
        assertThat(tests(source -> SLEEP.matcher(source).find()).toList()).isEmpty();
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
        assertThat(SLEEP.matcher(source).find()).isTrue();
    }

    /** Values are compared with AssertJ; the contracts, which users get, and projects of users need JUnit only. */
    @Test
    void assertionsAreThoseOfOneLibrary() {
        assertThat(tests(source -> OTHER_ASSERTIONS.matcher(source).find())
                        .filter(file -> !file.toString().contains("qmp-contracts"))
                        .filter(file -> !file.toString().contains("/src/it/"))
                        .filter(file -> !file.toString().contains("/docs/examples/"))
                        .toList())
                .isEmpty();
    }

    @Test
    void allModulesHaveTests() {
        assertThat(tests(source -> true).count() > 20).isTrue();
    }

    private static Stream<Path> tests(Predicate<String> wanted) {
        return SourceTree.tests().stream()
                .filter(file -> !file.endsWith(HERE))
                .filter(file -> wanted.test(SourceTree.read(file)));
    }
}

package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each fault of docs/reliability.md names a test that exists. */
class ReliabilityPageTest {
    private static final Pattern TEST = Pattern.compile("\\b(\\w+(?:Test|Contract|IT))\\.(\\w+)");

    @Test
    void everyFaultNamesATestThatExists() {
        String page = SourceTree.read(SourceTree.ROOT.resolve("docs/reliability.md"));
        List<MatchResult> named = TEST.matcher(page).results().toList();
        Map<String, String> tests = SourceTree.testsByName();

        assertThat(named).hasSizeGreaterThan(60);
        for (MatchResult test : named) {
            assertThat(tests.getOrDefault(test.group(1), "")).as(test.group()).contains("void " + test.group(2) + "(");
        }
    }
}

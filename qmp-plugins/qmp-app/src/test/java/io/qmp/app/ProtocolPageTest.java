package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each section of docs/protocol.md names the tests that hold it. */
class ProtocolPageTest {
    private static final Pattern SECTION = Pattern.compile("^## \\d.*", Pattern.MULTILINE);
    private static final Pattern TESTS = Pattern.compile("^Tests: (.*(?:\\n.+)*)", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void everySectionNamesTestsThatExist() {
        String page = SourceTree.read(SourceTree.ROOT.resolve("docs/protocol.md"));
        List<String> lists =
                TESTS.matcher(page).results().map(list -> list.group(1)).toList();

        assertThat(lists).hasSize((int) SECTION.matcher(page).results().count());
        Set<String> tests = SourceTree.testsByName().keySet();
        for (String list : lists) {
            assertThat(NAME.matcher(list).results().map(name -> name.group(1)))
                    .as(list)
                    .isNotEmpty()
                    .allMatch(tests::contains);
        }
    }
}

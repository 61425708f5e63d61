package io.qmp.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {
    private static final List<String> NAMES = List.of("stop", "cont", "quit", "query-status", "query-stats", "step");

    @ParameterizedTest
    @CsvSource({
        "stop, stop",
        "stpp, stop step", // both are one letter away
        "stpo, stop step", // two letters, of four that may be two
        "con, cont",
        "contx, cont",
        "query-statsu, query-stats", // one letter, although query-status is two away
        "QUERY-STATUS, ''",
        "st, ''", // one letter at most
        "x, ''",
        "'', ''",
    })
    void namesAreNearThatDifferInFewLetters(String name, String near) {
        assertThat(String.join(" ", SimilarNames.of(name, NAMES))).isEqualTo(near);
    }

    @ParameterizedTest
    @CsvSource({"ab, ac", "abc, axy", "abcdef, abcxyz"})
    void aNameMayDifferInOneLetterAndOneMoreForEveryThree(String name, String other) {
        assertThat(SimilarNames.of(name, List.of(other))).containsExactly(other);
        assertThat(SimilarNames.of(name, List.of(other + "-more"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"stop", "''"})
    void amongNoNamesNoneIsNear(String name) {
        assertThat(SimilarNames.of(name, List.of())).isEmpty();
    }
}

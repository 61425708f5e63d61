package io.qmp.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.SourceTree;
import io.qmp.app.architecture.RepeatedCode.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatedCodeTest {
    private static final Path A = Path.of("A");
    private static final Path B = Path.of("B");

    /** A few are left where two modules, or two layers, must not know each other. */
    @Test
    void codeStandsInOnePlace() throws IOException {
        assertThat(RepeatedCode.below(SourceTree.ROOT)).hasSizeLessThan(8);
    }

    @Test
    void sixEqualLinesAreARepetitionAndFiveAreNone() {
        assertThat(places("a b c d e f x", "y a b c d e f z"))
                .containsExactly(new Place(A, B, List.of("a", "b", "c", "d", "e", "f")));
        assertThat(places("a b c d e x f", "a b c d e y f")).isEmpty();
    }

    @Test
    void aRunIsOnePlaceHoweverLongItIs() {
        assertThat(places("a b c d e f g h", "a b c d e f g h x a b c d e f"))
                .extracting(place -> place.text().size())
                .containsExactly(8, 6);
    }

    @Test
    void linesOfOneFileAreNotComparedWithEachOther() {
        assertThat(places("a b c d e f x a b c d e f", "y")).isEmpty();
    }

    @Test
    void bracesCommentsAndImportsDoNotCount() {
        String text = """
                import java.util.List;
                /** A class. */
                class A {
                    // a comment
                    @Override
                    public int x() {
                        return 1;
                    }
                }
                """;

        assertThat(RepeatedCode.lines(text)).containsExactly("class A {", "public int x() {", "return 1;");
    }

    private static List<Place> places(String first, String second) {
        return RepeatedCode.places(List.of(A, B), Map.of(A, List.of(first.split(" ")), B, List.of(second.split(" "))));
    }
}

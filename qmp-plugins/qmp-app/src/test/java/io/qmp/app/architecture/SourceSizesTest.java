package io.qmp.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.SourceTree;
import io.qmp.app.architecture.SourceSizes.Method;
import io.qmp.app.architecture.SourceSizes.Source;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The limits of sizes in all modules, and that they are measured right. */
class SourceSizesTest {
    private static final int MOST_LINES_OF_FILE = 250;
    private static final int MOST_LINES_OF_METHOD = 40;
    private static final int MOST_PARAMETERS = 5;

    private static final List<Source> ALL = all();

    private static List<Source> all() {
        try {
            return SourceSizes.below(SourceTree.ROOT).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void filesHoldNoMoreThanOneIdea() {
        assertThat(ALL).hasSizeGreaterThan(1000);
        assertThat(ALL.stream().filter(source -> source.lines() > MOST_LINES_OF_FILE))
                .isEmpty();
    }

    @Test
    void methodsAreSeenAsAWhole() {
        assertThat(methods()).hasSizeGreaterThan(5000);
        assertThat(methods().filter(method -> method.lines() > MOST_LINES_OF_METHOD))
                .isEmpty();
    }

    @Test
    void constructorsTakeFewParameters() {
        assertThat(methods().filter(Method::constructor)).hasSizeGreaterThan(500);
        assertThat(methods().filter(method -> method.constructor() && method.parameters() > MOST_PARAMETERS))
                .isEmpty();
    }

    private static Stream<Method> methods() {
        return ALL.stream().flatMap(source -> source.methods().stream());
    }

    @Test
    void commentsAndBlankLinesAreNotCounted() {
        String text = """
                /* one
                   two */
                class A {

                    // three
                    String a = "/*"; // four
                    char b = '"';
                    String c = \"""
                            // in a text
                            \""";
                }
                """;

        assertThat(SourceSizes.of("m", "A", text).lines()).isEqualTo(7);
    }

    @Test
    void methodsOfNestedTypesAreFound() {
        String text = """
                @Target({ElementType.TYPE, ElementType.METHOD})
                public final class A<T extends Comparable<T>> extends B<T, T> {
                    private static final int[] NUMBERS = {1, 2};
                    private final Runnable run = () -> {
                        go();
                    };

                    @Deprecated(since = "{")
                    A(Map<String, List<T>> one, @Nullable T two,
                            int three) {
                        super(new B() {
                            void inner() {}
                        });
                    }

                    record R(int one, int two) {
                        R {
                            check();
                        }

                        static <X> X of(X x) throws IOException { return x; }
                    }

                    enum E {
                        ONE, TWO;
                        void none() {}
                    }

                    abstract void none(int one);
                }
                """;

        assertThat(SourceSizes.of("m", "A", text).methods())
                .containsExactly(
                        new Method("A", 6, true, 3), new Method("of", 1, false, 1), new Method("none", 1, false, 0));
    }
}

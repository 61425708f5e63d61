package io.qmp.api.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NameIndexTest {
    private static final int BITS = 14;

    @Test
    void findsWhatWasAdded() {
        String[] names = IntStream.range(0, 100).mapToObj(i -> "name" + i).toArray(String[]::new);
        NameIndex index = new NameIndex(names, 99);

        assertThat(index.find("name42", names)).isEqualTo(42);
        assertThat(index.find("name99", names)).isEqualTo(-1);
        index.add(names, 99);
        assertThat(index.find("name99", names)).isEqualTo(99);
    }

    /**
     * A peer can make as many such names as it likes, and would otherwise have each of them compared with all
     * others.
     */
    @Test
    void namesWithTheSameHashCodeAreFoundInFewSteps() {
        String[] names = sameHashCode();
        NameIndex index = new NameIndex(names, names.length);

        assertThat(Stream.of(names).mapToInt(String::hashCode).distinct().count())
                .isEqualTo(1);
        assertThat(Stream.of(names)
                                .mapToInt(name -> index.steps(name, names))
                                .max()
                                .orElseThrow()
                        < 512)
                .isTrue();
        for (int i = 0; i < names.length; i++) {
            assertThat(index.find(names[i], names)).isEqualTo(i);
        }
    }

    @Test
    void objectsKeepAllMembersWhoseNamesHaveTheSameHashCode() {
        String[] names = sameHashCode();
        QmpObject.Builder builder = QmpObject.builder();
        for (int i = 0; i < names.length; i++) {
            assertThat(builder.add(names[i], QmpValue.of(i))).isTrue();
        }
        QmpObject object = builder.build();

        assertThat(object.members().size()).isEqualTo(names.length);
        assertThat(object.get(names[7])).isEqualTo(QmpValue.of(7));
        assertThat(object.get(names[names.length - 1])).isEqualTo(QmpValue.of(names.length - 1));
    }

    /** {@code Aa} and {@code BB} have the same hash code, and so has what is put together of as many of them. */
    private static String[] sameHashCode() {
        return IntStream.range(0, 1 << BITS)
                .mapToObj(number -> IntStream.range(0, BITS)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                        .reduce("", String::concat))
                .toArray(String[]::new);
    }
}

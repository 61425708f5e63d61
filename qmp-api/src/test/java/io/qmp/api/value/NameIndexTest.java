package io.qmp.api.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NameIndexTest {
    private static final int BITS = 14;

    @Test
    void findsWhatWasAdded() {
        String[] names = IntStream.range(0, 100).mapToObj(i -> "name" + i).toArray(String[]::new);
        NameIndex index = new NameIndex(names, 99);

        assertEquals(42, index.find("name42", names));
        assertEquals(-1, index.find("name99", names));
        index.add(names, 99);
        assertEquals(99, index.find("name99", names));
    }

    /**
     * A peer can make as many such names as it likes, and would otherwise have each of them compared with all
     * others.
     */
    @Test
    void namesWithTheSameHashCodeAreFoundInFewSteps() {
        String[] names = sameHashCode();
        NameIndex index = new NameIndex(names, names.length);

        assertEquals(1, Stream.of(names).mapToInt(String::hashCode).distinct().count());
        assertTrue(Stream.of(names)
                        .mapToInt(name -> index.steps(name, names))
                        .max()
                        .orElseThrow()
                < 512);
        for (int i = 0; i < names.length; i++) {
            assertEquals(i, index.find(names[i], names));
        }
    }

    @Test
    void objectsKeepAllMembersWhoseNamesHaveTheSameHashCode() {
        String[] names = sameHashCode();
        QmpObject.Builder builder = QmpObject.builder();
        for (int i = 0; i < names.length; i++) {
            assertTrue(builder.add(names[i], QmpValue.of(i)));
        }
        QmpObject object = builder.build();

        assertEquals(names.length, object.members().size());
        assertEquals(QmpValue.of(7), object.get(names[7]));
        assertEquals(QmpValue.of(names.length - 1), object.get(names[names.length - 1]));
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

package io.qmp.plugin.machine.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExtentsTest {
    private final Extents extents = new Extents();

    @Test
    void rangesThatTouchBecomeOne() {
        extents.add(0, 2);
        extents.add(4, 6);
        assertThat(extents.ranges()).isEqualTo(Map.of(0L, 2L, 4L, 6L));
        extents.add(2, 4);
        assertThat(extents.ranges()).isEqualTo(Map.of(0L, 6L));
    }

    @Test
    void rangeWithinAnotherChangesNothing() {
        extents.add(0, 10);
        extents.add(3, 5);
        assertThat(extents.ranges()).isEqualTo(Map.of(0L, 10L));
    }

    @Test
    void emptyRangeIsNone() {
        extents.add(5, 5);
        assertThat(extents.size()).isEqualTo(0);
        assertThat(extents.contains(5)).isFalse();
    }

    @Test
    void copyDoesNotChangeWithItsOriginal() {
        extents.add(0, 1);
        Extents copy = extents.copy();
        extents.add(1, 2);
        assertThat(copy.size()).isEqualTo(1);
    }

    @Test
    void holdsWhatASetOfBitsHolds() {
        Random random = new Random(1);
        BitSet bits = new BitSet();
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(1000);
            int to = from + random.nextInt(10);
            extents.add(from, to);
            bits.set(from, to);
            assertThat(extents.size()).isEqualTo(bits.cardinality());
        }
        for (int i = 0; i < 1010; i++) {
            assertThat(extents.contains(i)).isEqualTo(bits.get(i));
        }
        assertThat(extents.ranges().size() < 200).isTrue();
    }
}

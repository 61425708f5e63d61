package io.qmp.plugin.machine.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(Map.of(0L, 2L, 4L, 6L), extents.ranges());
        extents.add(2, 4);
        assertEquals(Map.of(0L, 6L), extents.ranges());
    }

    @Test
    void rangeWithinAnotherChangesNothing() {
        extents.add(0, 10);
        extents.add(3, 5);
        assertEquals(Map.of(0L, 10L), extents.ranges());
    }

    @Test
    void emptyRangeIsNone() {
        extents.add(5, 5);
        assertEquals(0, extents.size());
        assertFalse(extents.contains(5));
    }

    @Test
    void copyDoesNotChangeWithItsOriginal() {
        extents.add(0, 1);
        Extents copy = extents.copy();
        extents.add(1, 2);
        assertEquals(1, copy.size());
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
            assertEquals(bits.cardinality(), extents.size());
        }
        for (int i = 0; i < 1010; i++) {
            assertEquals(bits.get(i), extents.contains(i));
        }
        assertTrue(extents.ranges().size() < 200);
    }
}

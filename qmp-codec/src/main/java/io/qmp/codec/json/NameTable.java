package io.qmp.codec.json;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Names in the order in which a hash table of GLib with the same history is walked. A name is in the slot that its
 * hash gives, or further on where that was taken. First names are added, then some are removed.
 */
public final class NameTable {
    private static final int SMALLEST = 3;
    /** The modulus of the hash, by the binary logarithm of the number of slots. */
    private static final int[] PRIMES = {
        1, 2, 3, 7, 13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521, 131071, 262139, 524287,
        1048573, 2097143
    };

    private int prime = PRIMES[SMALLEST];
    private @Nullable String[] slots = new @Nullable String[1 << SMALLEST];
    private int size;
    /** Slots are not free again when their name is removed: others may have been put further on because of it. */
    private final BitSet removed = new BitSet();

    /** Makes an empty table. */
    public NameTable() {}

    /** Adds a name that is not there. */
    public void add(String name) {
        slots[slot(name)] = name;
        size++;
        resize();
    }

    /** Removes a name that is there. */
    public void remove(String name) {
        int slot = slot(name);
        slots[slot] = null;
        removed.set(slot);
        size--;
        resize();
    }

    /**
     * {@return the name that a walk meets first}
     *
     * @throws IllegalStateException if all are removed
     */
    public String first() {
        for (String name : slots) {
            if (name != null) {
                return name;
            }
        }
        throw new IllegalStateException("all names are removed");
    }

    /** Where a name is, or else belongs. */
    private int slot(String name) {
        int slot = home(name);
        for (int step = 1; isOccupied(slot) && !name.equals(slots[slot]); step++) {
            slot = slot + step & slots.length - 1;
        }
        return slot;
    }

    private boolean isOccupied(int slot) {
        return slots[slot] != null || removed.get(slot);
    }

    private int home(String name) {
        int hash = 5381;
        for (byte each : HashOrder.modifiedUtf8(name)) {
            hash = hash * 33 + each;
        }
        // 0 and 1 mark slots.
        return Integer.remainderUnsigned((hash == 0 || hash == 1 ? 2 : hash) * 11, prime);
    }

    private void resize() {
        int occupied = size + removed.cardinality();
        boolean sparse = slots.length > size * 4 && slots.length > 1 << SMALLEST;
        boolean full = slots.length <= occupied + occupied / 16;
        if (sparse || full) {
            int wanted = (int) (size * 1.333);
            rehash(Math.max(SMALLEST, Integer.SIZE - Integer.numberOfLeadingZeros(wanted)));
        }
    }

    /** Moves all names within the slots, from first to last; a name that is in another's way moves next. */
    private void rehash(int logarithm) {
        prime = PRIMES[logarithm];
        removed.clear();
        int before = slots.length;
        int after = 1 << logarithm;
        slots = Arrays.copyOf(slots, Math.max(before, after));
        BitSet settled = new BitSet(after);
        for (int i = 0; i < before; i++) {
            if (!settled.get(i)) {
                String moving = slots[i];
                slots[i] = null;
                while (moving != null) {
                    int slot = home(moving);
                    for (int step = 1; settled.get(slot); step++) {
                        slot = slot + step & after - 1;
                    }
                    settled.set(slot);
                    String evicted = slots[slot];
                    slots[slot] = moving;
                    moving = evicted;
                }
            }
        }
        slots = Arrays.copyOf(slots, after);
    }
}

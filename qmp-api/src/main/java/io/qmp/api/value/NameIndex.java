package io.qmp.api.value;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds names in an array by open addressing. Names come from peers, who can choose ones whose usual hash codes are
 * the same; once a search takes too many steps, names are hashed in a way that cannot be foreseen.
 */
final class NameIndex {
    /** More steps than a search takes among names that were not chosen to collide. */
    private static final int MOST_STEPS = 64;

    /** A position + 1, or 0; twice as many slots as names at least, and a power of two. */
    private final int[] slots;
    /** 0 for the usual hash codes. */
    private long seed;

    /**
     * Makes an index.
     *
     * @param names the names, each once
     * @param size how many of the array's elements are names
     */
    NameIndex(String[] names, int size) {
        this.slots = new int[Integer.highestOneBit(size) * 4];
        for (int i = 0; i < size; i++) {
            add(names, i);
        }
    }

    /** {@return whether there is room for so many names} */
    boolean hasRoomFor(int size) {
        return size * 2 <= slots.length;
    }

    /** {@return the position of a name, or -1} */
    int find(String name, String[] names) {
        return slots[slot(name, names)] - 1;
    }

    /** Adds the name that is at a position, and not yet in the index. */
    void add(String[] names, int position) {
        String name = names[position];
        boolean far = seed == 0 && steps(name, names) > MOST_STEPS;
        slots[slot(name, names)] = position + 1;
        if (far) {
            rehash(names);
        }
    }

    /** {@return how many slots a search for a name passes by} */
    int steps(String name, String[] names) {
        return slot(name, names) - home(name) & slots.length - 1;
    }

    private void rehash(String[] names) {
        seed = ThreadLocalRandom.current().nextLong() | 1;
        int[] taken = slots.clone();
        Arrays.fill(slots, 0);
        for (int entry : taken) {
            if (entry != 0) {
                slots[slot(names[entry - 1], names)] = entry;
            }
        }
    }

    /** Where a name is, or where it belongs. */
    private int slot(String name, String[] names) {
        int slot = home(name);
        while (slots[slot] != 0 && !names[slots[slot] - 1].equals(name)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int home(String name) {
        int hash = seed == 0 ? name.hashCode() : seededHash(name);
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    private int seededHash(String name) {
        long hash = seed;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }
}

package io.qmp.codec.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Names that a type knows, such as those of its members, to be found in a text without a string made of it.
 *
 * <p>A peer sends its members in the same order again and again, so the name that followed another the last time is
 * tried first. Safe for use by several threads.
 */
public final class NameSet {
    /** The name is none of the set. */
    public static final int UNKNOWN = -1;

    /** Stands for a name that is written with escapes or not in ASCII: no byte that a string may have. */
    private static final byte[] NOT_PLAIN = {0};

    private final byte[][] names;
    /** By hash: a position and 1, or 0 where no name is. */
    private final int[] slots;
    /** The name that came last behind each, and as the first one, at 0; a data race is harmless. */
    private final int[] next;

    /**
     * Makes a set.
     *
     * @param names each once
     */
    public NameSet(List<String> names) {
        this.names = new byte[names.size()][];
        this.slots = new int[Integer.highestOneBit(names.size() + 1) * 4];
        this.next = new int[names.size() + 1];
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            this.names[i] = isPlain(name) ? name.getBytes(StandardCharsets.ISO_8859_1) : NOT_PLAIN;
            this.next[i] = i;
            slots[freeSlot(this.names[i])] = i + 1;
        }
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(each -> each >= ' ' && each < 0x7F && each != '"' && each != '\\');
    }

    private int freeSlot(byte[] name) {
        int slot = hash(name, 0, name.length);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        int hash = length == 0 ? 0 : (length * 31 + bytes[from]) * 31 + bytes[to - 1] + bytes[from + length / 2] * 7;
        return (hash ^ hash >>> 5) & slots.length - 1;
    }

    /** {@return the position of the name that ASCII bytes stand for, or {@link #UNKNOWN}} */
    int find(byte[] bytes, int from, int to) {
        for (int slot = hash(bytes, from, to); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            byte[] name = names[slots[slot] - 1];
            if (name.length == to - from && isAt(name, bytes, from)) {
                return slots[slot] - 1;
            }
        }
        return UNKNOWN;
    }

    /** {@return the position of the name that is likely to come behind another, or first if that is unknown} */
    int likely(int previous) {
        int likely = next[previous + 1];
        return likely < names.length ? likely : UNKNOWN;
    }

    /** Remembers which name came behind another. */
    void follows(int previous, int name) {
        next[previous + 1] = name;
    }

    /** {@return where the name at this position ends if its bytes, and then a quote, are in a text; else -1} */
    int end(int position, byte[] bytes, int from, int to) {
        byte[] name = names[position];
        int end = from + name.length;
        return end < to && bytes[end] == '"' && isAt(name, bytes, from) ? end : -1;
    }

    private static boolean isAt(byte[] name, byte[] bytes, int from) {
        for (int i = name.length - 1; i >= 0; i--) {
            if (name[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}

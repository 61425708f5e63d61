package io.qmp.codec.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names that were read before. The names of commands and members repeat, so nearly all of them are found here
 * instead of being made again, and have been hashed already.
 *
 * <p>A name that was not met for some time is replaced by another one, so that the memory is limited. Safe for use
 * by several threads without a lock: in a data race a name is made once more. Not for values, which may be secrets.
 */
final class NameCache {
    private static final int SLOTS = 512;
    /** Names of more bytes are made each time. */
    private static final int LONGEST = 64;

    /** The hash is made of so many bytes at each end of a longer name: commands begin and members end alike. */
    private static final int HASHED = 5;

    private record Known(byte[] bytes, String name) {}

    private final @Nullable Known[] names = new @Nullable Known[SLOTS];

    /** {@return the name that ASCII bytes stand for} */
    String name(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        int slot = slot(bytes, from, to);
        Known known = names[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            return known.name;
        }
        byte[] copy = Arrays.copyOfRange(bytes, from, to);
        String name = new String(copy, StandardCharsets.ISO_8859_1);
        names[slot] = new Known(copy, name);
        return name;
    }

    private static int slot(byte[] bytes, int from, int to) {
        int hash = to - from;
        int firstEnd = Math.min(to, from + HASHED);
        for (int i = from; i < firstEnd; i++) {
            hash = hash * 31 + bytes[i];
        }
        for (int i = Math.max(firstEnd, to - HASHED); i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        return (hash ^ hash >>> 9 ^ hash >>> 18) & SLOTS - 1;
    }
}

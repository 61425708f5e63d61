package io.qmp.codec.json;

import java.nio.charset.StandardCharsets;
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

    private final @Nullable String[] names = new @Nullable String[SLOTS];

    /** {@return the name that ASCII bytes stand for} */
    String name(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        String known = names[slot];
        if (known != null && known.length() == length && isSame(known, bytes, from)) {
            return known;
        }
        String name = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        names[slot] = name;
        return name;
    }

    private static boolean isSame(String known, byte[] bytes, int from) {
        for (int i = 0; i < known.length(); i++) {
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}

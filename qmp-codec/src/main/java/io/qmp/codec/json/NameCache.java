package io.qmp.codec.json;

import io.qmp.api.message.WireNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
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

    /** The names of envelopes, as the objects that readers compare with: to be the same is found first. */
    private static final Map<String, String> OF_ENVELOPES = Map.ofEntries(
            itself(WireNames.EXECUTE),
            itself(WireNames.EXEC_OOB),
            itself(WireNames.ARGUMENTS),
            itself(WireNames.ID),
            itself(WireNames.RETURN),
            itself(WireNames.EVENT),
            itself(WireNames.DATA),
            itself(WireNames.TIMESTAMP),
            itself(WireNames.SECONDS),
            itself(WireNames.MICROSECONDS));

    /** A name that was read, and the one that came behind it the last time. */
    static final class Known {
        private final byte[] bytes;
        private final String name;
        /** A data race is harmless: what is likely is compared. */
        private @Nullable Known next;

        private Known(byte[] bytes, String name) {
            this.bytes = bytes;
            this.name = name;
        }

        String name() {
            return name;
        }

        /** {@return the name that is likely to come next in a text; {@code null} if that is unknown} */
        @Nullable
        Known next() {
            return next;
        }

        /** Remembers which name came behind this one. */
        void follows(Known name) {
            next = name;
        }

        /** {@return where this name ends if its bytes, and then a quote, are in a text; else -1} */
        int end(byte[] text, int from, int to) {
            int end = from + bytes.length;
            boolean here = end < to && text[end] == '"' && Arrays.equals(bytes, 0, bytes.length, text, from, end);
            return here ? end : -1;
        }
    }

    private final @Nullable Known[] names = new @Nullable Known[SLOTS];

    /** {@return what stands before the first name of a text} */
    static Known start() {
        return new Known(new byte[0], "");
    }

    /** {@return the name that ASCII bytes stand for} */
    String name(byte[] bytes, int from, int to) {
        Known known = known(bytes, from, to);
        return known == null ? new String(bytes, from, to - from, StandardCharsets.ISO_8859_1) : known.name;
    }

    /** {@return the name that ASCII bytes stand for; {@code null} if it is too long to be remembered} */
    @Nullable
    Known known(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return null;
        }
        int slot = slot(bytes, from, to);
        Known known = names[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            return known;
        }
        byte[] copy = Arrays.copyOfRange(bytes, from, to);
        String name = new String(copy, StandardCharsets.ISO_8859_1);
        Known made = new Known(copy, OF_ENVELOPES.getOrDefault(name, name));
        names[slot] = made;
        return made;
    }

    private static Map.Entry<String, String> itself(String name) {
        return Map.entry(name, name);
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

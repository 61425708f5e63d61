package io.qmp.codec.json;

import org.jspecify.annotations.Nullable;

/**
 * The name of a member as it is written: computed once for a name that is written again and again.
 *
 * @param text the name
 * @param bucket where {@link HashOrder} has it
 * @param written the name as a JSON string, with the colon and the blank that follow it
 */
record MemberName(String text, int bucket, byte[] written) {
    private static final int SLOTS = 512;

    /**
     * Names that were written before; one that was not met for some time is replaced by another one, so that the
     * memory is limited. Shared without a lock: in a data race one is computed once more.
     */
    private static final @Nullable MemberName[] KNOWN = new @Nullable MemberName[SLOTS];
    /** Longer names are computed each time. */
    private static final int LONGEST = 64;

    /** {@return the written form of a name} */
    static MemberName of(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        MemberName known = KNOWN[slot];
        if (known == null || !known.text.equals(text)) {
            known = compute(text);
            if (text.length() <= LONGEST) {
                KNOWN[slot] = known;
            }
        }
        return known;
    }

    private static MemberName compute(String text) {
        AsciiBuffer written = new AsciiBuffer();
        written.quoted(text);
        written.put(':');
        written.put(' ');
        return new MemberName(text, HashOrder.compute(text), written.copyFrom(0));
    }
}

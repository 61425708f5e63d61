package io.qmp.codec.json;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order in which QEMU walks the members of an object: by the buckets of its hash table, in each bucket from the
 * member added last to the one added first.
 */
public final class HashOrder {
    private static final int BUCKETS = 512;

    private HashOrder() {}

    /** {@return the members of an object in QEMU's order} */
    public static List<Map.Entry<String, QmpValue>> sorted(QmpObject object) {
        List<Map.Entry<String, QmpValue>> members =
                new ArrayList<>(object.members().entrySet());
        Collections.reverse(members);
        members.sort(Comparator.comparingInt(member -> bucket(member.getKey())));
        return members;
    }

    /** {@return the bucket that a member of this name is in} */
    static int bucket(String name) {
        return MemberName.of(name).bucket();
    }

    /** Computes what {@link #bucket(String)} remembers. */
    static int compute(String name) {
        int length = name.length();
        int value = 0x238F13AF * length;
        int shift = 0;
        for (int i = 0; i < length; i++) {
            char each = name.charAt(i);
            if (each == 0 || each > 0x7F) {
                return bucket(modifiedUtf8(name));
            }
            value += each << shift;
            shift = nextShift(shift);
        }
        return bucket(value);
    }

    private static int bucket(byte[] name) {
        int value = 0x238F13AF * name.length;
        int shift = 0;
        for (byte each : name) {
            value += (each & 0xFF) << shift;
            shift = nextShift(shift);
        }
        return bucket(value);
    }

    /** Five times the position, modulo 24. */
    private static int nextShift(int shift) {
        return shift < 19 ? shift + 5 : shift - 19;
    }

    private static int bucket(int value) {
        return Integer.remainderUnsigned(1103515243 * value + 12345, BUCKETS);
    }

    /** QEMU keeps U+0000 in the overlong form, as C's strings end at a zero. */
    static byte[] modifiedUtf8(String name) {
        String nul = new String(new byte[] {(byte) 0xC0, (byte) 0x80}, StandardCharsets.ISO_8859_1);
        String bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return bytes.replace("\0", nul).getBytes(StandardCharsets.ISO_8859_1);
    }
}

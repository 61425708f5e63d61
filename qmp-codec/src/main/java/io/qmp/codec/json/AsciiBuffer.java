package io.qmp.codec.json;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A growing buffer of ASCII. What is not ASCII is escaped as QEMU does it.
 *
 * <p>Not for use by several threads.
 */
public final class AsciiBuffer {
    private static final int SMALLEST = 256;
    /** A buffer up to this size is kept for the next message. */
    private static final int KEPT = 16 << 10;

    private static final int BILLION = 1_000_000_000;
    private static final int BILLION_DIGITS = 9;
    /** The largest integer that is written as two of type {@code int}. */
    private static final long LONGEST_OF_TWO = (long) Integer.MAX_VALUE * BILLION;
    /** The longest escape: that of a character beyond U+FFFF. */
    private static final int LONGEST_ESCAPE = 12;

    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String LETTERS = "\"\\bfnrt";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final int REPLACEMENT = 0xFFFD;

    private byte[] bytes = new byte[SMALLEST];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int length;

    /** Makes an empty buffer. */
    public AsciiBuffer() {}

    /** Empties the buffer. */
    public void clear() {
        length = 0;
    }

    /** {@return how many bytes there are} */
    public int length() {
        return length;
    }

    /** {@return a copy of the bytes from a position on} */
    public byte[] copyFrom(int position) {
        return Arrays.copyOfRange(bytes, position, length);
    }

    /** {@return a copy of the bytes outside of the heap, where sockets can send it from; read-only} */
    public ByteBuffer directCopy() {
        return ByteBuffer.allocateDirect(length).put(bytes, 0, length).flip().asReadOnlyBuffer();
    }

    /**
     * {@return the bytes themselves; valid until the buffer is changed or asked again}. If there are many, they are
     * given away.
     */
    public ByteBuffer view() {
        if (bytes.length > KEPT) {
            ByteBuffer large = ByteBuffer.wrap(bytes, 0, length);
            bytes = new byte[SMALLEST];
            length = 0;
            return large;
        }
        if (view.array() != bytes) {
            view = ByteBuffer.wrap(bytes);
        }
        return view.clear().limit(length);
    }

    /** Adds bytes. */
    public void put(byte[] added) {
        reserve(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
    }

    void put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    /** Adds a text that is known to be ASCII and to need no quotes. */
    void plain(String ascii) {
        reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
    }

    /** Adds an integer. The divisions of an {@code int} are quicker than those of a {@code long}. */
    public void decimal(long value) {
        if (value < 0 || value > LONGEST_OF_TWO) {
            plain(Long.toString(value));
        } else if (value > Integer.MAX_VALUE) {
            decimal(value / BILLION);
            digits((int) (value % BILLION), BILLION_DIGITS);
        } else {
            int count = 1;
            for (int rest = (int) value; rest >= 10; rest /= 10) {
                count++;
            }
            digits((int) value, count);
        }
    }

    /** Adds the last digits of an integer. */
    private void digits(int value, int count) {
        reserve(count);
        int rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    /** Adds a text as a JSON string. */
    void quoted(String text) {
        int size = text.length();
        reserve(size + 2);
        byte[] target = bytes;
        int to = length;
        target[to++] = '"';
        int i = 0;
        for (; i < size; i++) {
            char each = text.charAt(i);
            if (!isPlain(each)) {
                break;
            }
            target[to++] = (byte) each;
        }
        length = to;
        if (i < size) {
            quotedRest(text, i);
        }
        put('"');
    }

    private void quotedRest(String text, int from) {
        int step;
        for (int i = from; i < text.length(); i += step) {
            // The reserve lets all that follows be plain.
            reserve(text.length() - i + LONGEST_ESCAPE);
            int codePoint = text.codePointAt(i);
            step = Character.charCount(codePoint);
            if (isPlain(codePoint)) {
                bytes[length++] = (byte) codePoint;
            } else {
                escape(codePoint);
            }
        }
    }

    private static boolean isPlain(int character) {
        return character >= 0x20 && character < 0x7F && character != '"' && character != '\\';
    }

    private void escape(int codePoint) {
        int index = ESCAPED.indexOf(codePoint);
        if (index >= 0) {
            bytes[length++] = '\\';
            bytes[length++] = (byte) LETTERS.charAt(index);
        } else if (!Utf8.isCharacter(codePoint)) {
            unicode(REPLACEMENT);
        } else if (Character.isBmpCodePoint(codePoint)) {
            unicode(codePoint);
        } else {
            unicode(Character.highSurrogate(codePoint));
            unicode(Character.lowSurrogate(codePoint));
        }
    }

    private void unicode(int unit) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = (byte) HEX[unit >> shift & 0xF];
        }
    }

    private void reserve(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, (int)
                    Math.min(Integer.MAX_VALUE - 8, Math.max(Math.addExact(length, count), bytes.length * 2L)));
        }
    }
}

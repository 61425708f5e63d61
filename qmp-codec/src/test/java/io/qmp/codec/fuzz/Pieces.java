package io.qmp.codec.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ways to cut an input into the pieces in which it arrives. */
public final class Pieces {
    private static final int LONGEST = 40;

    private Pieces() {}

    /** {@return the input in one piece} */
    public static List<ByteBuffer> whole(byte[] input) {
        return List.of(ByteBuffer.wrap(input));
    }

    /** {@return the input in pieces of one byte} */
    public static List<ByteBuffer> bytes(byte[] input) {
        return cut(input, new Random(0), 1);
    }

    /** {@return the input in pieces whose lengths follow from its content} */
    public static List<ByteBuffer> random(byte[] input) {
        return cut(input, new Random(ByteBuffer.wrap(input).hashCode()), LONGEST);
    }

    private static List<ByteBuffer> cut(byte[] input, Random random, int longest) {
        List<ByteBuffer> pieces = new ArrayList<>();
        int from = 0;
        while (from < input.length) {
            int length = Math.min(1 + random.nextInt(longest), input.length - from);
            pieces.add(ByteBuffer.wrap(input, from, length));
            from += length;
        }
        return pieces;
    }
}

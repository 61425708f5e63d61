package io.qmp.transport.vertx.descriptor;

import java.nio.ByteBuffer;

/**
 * Finds the byte with which descriptors probably came, among bytes that were read together. They came with the last
 * piece that the peer sent; peers send one message in a piece, or a single blank to carry the descriptors.
 */
final class PlaceOfDescriptors {
    private PlaceOfDescriptors() {}

    /**
     * {@return the index of the last byte if that is a blank, else of the first byte of the last JSON object that
     * begins behind another one; 0 if there is none}
     */
    static int in(ByteBuffer bytes) {
        int last = bytes.limit() - 1;
        if (bytes.get(last) == ' ') {
            return last;
        }
        for (int i = last; i > 0; i--) {
            if (bytes.get(i) == '{' && followsObject(bytes, i)) {
                return i;
            }
        }
        return 0;
    }

    private static boolean followsObject(ByteBuffer bytes, int brace) {
        int i = brace - 1;
        while (i > 0 && isBlank(bytes.get(i))) {
            i--;
        }
        return bytes.get(i) == '}';
    }

    private static boolean isBlank(byte each) {
        return each == ' ' || each == '\n' || each == '\r' || each == '\t';
    }
}

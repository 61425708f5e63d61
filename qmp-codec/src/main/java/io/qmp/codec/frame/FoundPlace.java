package io.qmp.codec.frame;

/** Where in its bytes a framer has found something, and what is known of that. */
abstract sealed class FoundPlace permits JsonFramer {
    boolean beganLine;
    int begin;
    int from;
    int to;
    boolean plain;
    int readFrom;

    FoundPlace() {}

    /** {@return where the text begins that was found, or in which something was found} */
    public int begin() {
        return begin;
    }

    /** {@return whether that text is the first thing in its line} */
    public boolean beganLine() {
        return beganLine;
    }

    /** {@return where reading began to find that text, behind what was read before without finding anything} */
    public int readFrom() {
        return readFrom;
    }

    /** {@return where the text or the stray bytes begin} */
    public int from() {
        return from;
    }

    /** {@return where the text or the stray bytes end} */
    public int to() {
        return to;
    }

    /** {@return whether any JSON parser reads this text as QEMU does, if it is one without an error} */
    public boolean isPlain() {
        return plain;
    }
}

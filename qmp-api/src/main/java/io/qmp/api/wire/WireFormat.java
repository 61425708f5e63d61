package io.qmp.api.wire;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * The format of messages that are written. In every format they are ASCII, other characters escaped.
 *
 * @param pretty whether members and elements get lines of their own
 * @param lineEnd what ends a line
 * @param order in which order the members of objects come
 * @param onlyFinite whether a number that is infinite or no number is refused with {@link IllegalArgumentException};
 *     otherwise it is written as QEMU does, as {@code inf} or {@code nan}, which is no JSON. If so, a whole number that
 *     is no integer has a point, as in {@code 1.0}, which QEMU leaves out
 * @since 0.1
 */
@Experimental(since = "0.1")
public record WireFormat(boolean pretty, LineEnd lineEnd, MemberOrder order, boolean onlyFinite) {
    /** As a QEMU server writes. */
    public static final WireFormat SERVER = new WireFormat(false, LineEnd.CR_LF, MemberOrder.QEMU);
    /** As a QEMU server with {@code pretty=on} writes. */
    public static final WireFormat PRETTY_SERVER = new WireFormat(true, LineEnd.CR_LF, MemberOrder.QEMU);
    /** As the guest agent writes. */
    public static final WireFormat AGENT = new WireFormat(false, LineEnd.LF, MemberOrder.QEMU);
    /** As a client writes: members in the order in which they were put, and only what servers can read. */
    public static final WireFormat CLIENT = new WireFormat(false, LineEnd.CR_LF, MemberOrder.INSERTION, true);

    /**
     * Makes a format that writes infinite numbers as QEMU does.
     *
     * @param pretty whether members and elements get lines of their own
     * @param lineEnd what ends a line
     * @param order in which order the members of objects come
     */
    public WireFormat(boolean pretty, LineEnd lineEnd, MemberOrder order) {
        this(pretty, lineEnd, order, false);
    }

    /** As of every record, but without the method handles, which take long to make. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WireFormat format
                && format.pretty == pretty
                && format.lineEnd == lineEnd
                && format.order == order
                && format.onlyFinite == onlyFinite;
    }

    @Override
    public int hashCode() {
        return (lineEnd.ordinal() * 2 + order.ordinal()) * 4 + (pretty ? 2 : 0) + (onlyFinite ? 1 : 0);
    }

    /** What ends a line. */
    public enum LineEnd {
        /** Carriage return, line feed. */
        CR_LF,
        /** Line feed alone. */
        LF
    }

    /** In which order the members of objects come. */
    public enum MemberOrder {
        /** As they were added. */
        INSERTION,
        /** In the order of QEMU's hash table, which depends on the names alone. */
        QEMU
    }
}

package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.server.session.UnreadLimit;

/**
 * What becomes of a client that does not read. QEMU keeps everything for it, without a limit; a server here keeps so
 * much and then gives up, so that a stuck client costs a known amount of memory. Other clients are not affected in either case.
 *
 * @param bytes how much may wait for the client to read it
 * @param overflow what happens beyond
 * @since 0.1
 */
@Experimental(since = "0.1")
public record OutputLimit(long bytes, Overflow overflow) {
    /** 64 MiB, then the client is disconnected. */
    public static final OutputLimit DEFAULT = new OutputLimit(64L << 20, Overflow.DISCONNECT);

    /** What happens to a client that leaves too much unread. */
    public enum Overflow {
        /** It is disconnected: it knows that it has missed something. */
        DISCONNECT,
        /** Events are dropped until it has read; it is disconnected only if replies, too, exceed twice the limit. */
        DROP_EVENTS
    }

    /** {@return what a session has to know of this} */
    UnreadLimit unreadLimit() {
        return overflow == Overflow.DISCONNECT
                ? new UnreadLimit(Long.MAX_VALUE, bytes)
                : new UnreadLimit(bytes, 2 * bytes);
    }
}

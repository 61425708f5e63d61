package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.server.session.UnreadLimit;

/**
 * Limit on the bytes queued for a client that reads too slowly. QEMU queues without limit; this server disconnects the
 * client, or drops its events, beyond {@link #bytes}. Other clients are not affected.
 *
 * @param bytes the number of bytes that may be queued
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

    /** {@return the limits as a session uses them} */
    UnreadLimit unreadLimit() {
        return overflow == Overflow.DISCONNECT
                ? new UnreadLimit(Long.MAX_VALUE, bytes)
                : new UnreadLimit(bytes, 2 * bytes);
    }
}

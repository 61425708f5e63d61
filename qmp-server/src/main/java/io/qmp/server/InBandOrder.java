package io.qmp.server;

import io.qmp.api.Experimental;

/**
 * Which in-band commands wait for each other. Out-of-band commands never wait for in-band ones.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum InBandOrder {
    /**
     * One command of the whole server at a time, over all monitors with this order, as in QEMU. A command without a
     * reply delays those of all sessions.
     */
    SERVER,
    /**
     * One command of each session at a time. Sessions do not wait for each other, as behind a proxy, so handlers must
     * expect other commands while a future of theirs is not complete.
     */
    SESSION,
    /**
     * Several commands of each session at a time, as many as may wait: each begins in its order, without waiting for
     * the reply to the one before. Replies are sent in the order of the commands. For handlers that pass commands on to
     * a peer which keeps their order; a handler that needs the effect of an earlier command must wait for it itself.
     */
    REPLIES
}

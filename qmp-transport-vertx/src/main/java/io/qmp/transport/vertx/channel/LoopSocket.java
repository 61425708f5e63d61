package io.qmp.transport.vertx.channel;

import io.netty.channel.epoll.EpollIoOps;

/** A socket that Netty's loop watches without a channel. On the loop. */
interface LoopSocket {
    /** The socket is ready, or its peer has gone. */
    void ready(EpollIoOps operations);

    /** Closes it when its queued bytes have been sent. */
    void shutDown();

    /** Closes it at once. */
    void abort();
}

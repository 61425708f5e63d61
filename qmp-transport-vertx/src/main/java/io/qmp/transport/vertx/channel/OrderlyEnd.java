package io.qmp.transport.vertx.channel;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a channel whose output has been sent: first our side, then, when the peer has ended its side, all of it. */
final class OrderlyEnd {
    /**
     * The time in which the peer must close its side, too: a socket closed over unread bytes may lose the last
     * replies.
     */
    private static final Duration LINGER = Duration.ofMillis(100);

    private final Channel channel;
    private final EventLoop loop;
    private EventLoop.@Nullable Timer linger;

    OrderlyEnd(Channel channel, EventLoop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /**
     * Begins the end.
     *
     * @param inputEnded whether the peer has ended its side
     */
    void begin(boolean inputEnded) {
        if (inputEnded) {
            channel.close();
            return;
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else {
            ((DuplexChannel) channel).shutdownOutput();
        }
        linger = loop.schedule(LINGER, channel::close);
    }

    /** The channel is closed. */
    void complete() {
        if (linger != null) {
            linger.cancel();
        }
    }
}

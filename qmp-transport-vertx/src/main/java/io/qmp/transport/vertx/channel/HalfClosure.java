package io.qmp.transport.vertx.channel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/**
 * Keeps a channel open when the peer has shut down its sending side, and reports that by a
 * {@link ChannelInputShutdownEvent}.
 *
 * <p>QMP clients that are scripts do so and still wait for replies.
 */
final class HalfClosure {
    private HalfClosure() {}

    /** Must be called before anything is read. */
    static void allow(Channel channel) {
        ChannelConfig config = channel.config();
        if (!config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true)) {
            RecvByteBufAllocator buffers = config.getRecvByteBufAllocator();
            config.setRecvByteBufAllocator(() -> new EndOfInputHidden(buffers, channel));
        }
    }

    /** Unix sockets on NIO do not have the option, and close when {@link #lastBytesRead} reports the end of input. */
    private static final class EndOfInputHidden extends RecvByteBufAllocator.DelegatingHandle {
        private static final int END_OF_INPUT = -1;

        private final Channel channel;

        EndOfInputHidden(RecvByteBufAllocator buffers, Channel channel) {
            super(buffers.newHandle());
            this.channel = channel;
        }

        @Override
        public int lastBytesRead() {
            return Math.max(0, super.lastBytesRead());
        }

        @Override
        public void readComplete() {
            super.readComplete();
            if (super.lastBytesRead() == END_OF_INPUT) {
                channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
        }
    }
}

package io.qmp.transport.vertx.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Writes the last byte of each buffer by itself, for a TLS handler that makes a record of each write.
 *
 * <p>QEMU 7.2 takes one byte of its monitor at a time from a TLS session, and polls the socket in between. Bytes that
 * the session has decrypted but not handed out do not make the socket readable; another record does, and one of a
 * single byte leaves nothing unread.
 */
final class LastByteApart extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && bytes.readableBytes() > 1) {
            context.write(bytes.readRetainedSlice(bytes.readableBytes() - 1));
        }
        context.write(message, promise);
    }
}

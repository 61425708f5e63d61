package io.qmp.transport.vertx.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Answers a client that sent plain text to a TLS server with the alert {@code unexpected_message}, from which the
 * client knows that the server speaks TLS. The JDK's TLS closes the connection without an alert.
 */
final class AlertToPlainClient extends ChannelInboundHandlerAdapter {
    /** A record of type alert, TLS 1.2, two bytes long: level fatal, {@code unexpected_message}. */
    private static final byte[] UNEXPECTED_MESSAGE = {21, 3, 3, 0, 2, 2, 10};

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            context.pipeline().remove(this);
            if (handshake.cause() instanceof NotSslRecordException) {
                ByteBuf alert =
                        context.alloc().buffer(UNEXPECTED_MESSAGE.length).writeBytes(UNEXPECTED_MESSAGE);
                context.pipeline().firstContext().writeAndFlush(alert); // past the TLS handler
            }
        }
        context.fireUserEventTriggered(event);
    }
}

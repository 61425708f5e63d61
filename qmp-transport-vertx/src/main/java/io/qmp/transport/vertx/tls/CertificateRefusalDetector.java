package io.qmp.transport.vertx.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client's TLS and its connection until the first bytes come: in TLS 1.3 a client has finished its
 * handshake before the server has checked the client's certificate. A server that may have asked for one and ends the
 * connection before its first bytes, with an alert or without {@code close_notify}, refuses the client.
 */
final class CertificateRefusalDetector extends ChannelInboundHandlerAdapter {
    private final TlsClient tls;
    private boolean refused;

    CertificateRefusalDetector(TlsClient tls) {
        this.tls = tls;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        context.pipeline().remove(this);
        context.fireChannelRead(bytes);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == SslCloseCompletionEvent.SUCCESS) {
            context.pipeline().remove(this); // an orderly end, such as that of a proxy that cannot reach its server
        } else if (event == ChannelInputShutdownEvent.INSTANCE || event instanceof SslCloseCompletionEvent) {
            ended(context);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended(context);
        context.fireChannelInactive();
    }

    private void ended(ChannelHandlerContext context) {
        if (tls.mayBeRefused()) {
            refuse(context, null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(context, cause);
    }

    private void refuse(ChannelHandlerContext context, @Nullable Throwable cause) {
        if (!refused) {
            refused = true;
            context.fireExceptionCaught(tls.failure(cause));
        }
    }
}

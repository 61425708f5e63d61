package io.qmp.transport.vertx.channel;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.qmp.api.wire.Connection;
import io.qmp.transport.vertx.tls.TlsPeer;
import java.util.function.BiConsumer;

/** Takes the place of a connection's handler until the TLS handshake is complete. */
final class Handshake extends ChannelInboundHandlerAdapter {
    private final ChannelConnection connection;
    private final BiConsumer<Connection, Throwable> failed;

    Handshake(ChannelConnection connection, BiConsumer<Connection, Throwable> failed) {
        this.connection = connection;
        this.failed = failed;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // Channels don't read until a connection's handler is set. After this start TLS asks for what it needs.
        context.read();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                context.pipeline().replace(this, null, new ChannelEvents(connection));
                connection.open(TlsPeer.certificate(context.pipeline()));
            } else {
                failed.accept(connection, handshake.cause());
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // It is the cause of the failed handshake, too.
        context.close();
    }
}

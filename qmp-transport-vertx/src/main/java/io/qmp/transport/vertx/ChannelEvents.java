package io.qmp.transport.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Tells a connection what happens on its channel, as the last handler in the pipeline. */
final class ChannelEvents extends ChannelInboundHandlerAdapter {
    private final ChannelConnection connection;

    ChannelEvents(ChannelConnection connection) {
        this.connection = connection;
    }

    ChannelConnection connection() {
        return connection;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connection.open();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        connection.arrived((ByteBuf) bytes);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE || event == SslCloseCompletionEvent.SUCCESS) {
            connection.endOfInput();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof UncheckedIOException looking) {
            connection.fail(Objects.requireNonNull(looking.getCause()));
        } else if (!(cause instanceof DescriptorIntake.NothingLeft)) {
            connection.fail(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.ended();
    }
}

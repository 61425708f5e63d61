package io.qmp.transport.vertx.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.qmp.transport.vertx.descriptor.DescriptorIntake;

/** Passes the events of a channel to its connection, as the last handler in the pipeline. */
public final class ChannelEvents extends ChannelInboundHandlerAdapter {
    private final ChannelConnection connection;

    ChannelEvents(ChannelConnection connection) {
        this.connection = connection;
    }

    /** Closes a channel; if it is a connection, on its loop, and after its queued bytes have been sent. */
    public static void close(Channel channel) {
        ChannelEvents events = channel.pipeline().get(ChannelEvents.class);
        if (events == null) {
            channel.close(); // it listens, or is not a connection yet
        } else {
            channel.eventLoop().execute(events.connection::close);
        }
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
            connection.ended();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable failure = DescriptorIntake.failureIn(cause);
        if (failure != null) {
            connection.fail(failure);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.closed();
    }
}

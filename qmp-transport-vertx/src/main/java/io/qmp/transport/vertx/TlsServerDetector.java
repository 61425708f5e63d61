package io.qmp.transport.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.QmpAddress;

/** Looks at the first bytes that a plain client gets: a server that speaks TLS answers plain text with an alert. */
final class TlsServerDetector extends ChannelInboundHandlerAdapter {
    /** How the record of a fatal alert begins: its type, and the major version of TLS. */
    private static final int ALERT = 0x1503;

    private final QmpAddress server;

    TlsServerDetector(QmpAddress server) {
        this.server = server;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        context.pipeline().remove(this);
        if (bytes.readableBytes() > 1 && bytes.getUnsignedShort(bytes.readerIndex()) == ALERT) {
            bytes.release();
            context.fireExceptionCaught(new ConnectFailedException(
                    Reason.INSECURE,
                    "Failed to connect to '" + Failures.place(server) + "': the server speaks TLS\nConnect with TLS.",
                    null));
        } else {
            context.fireChannelRead(bytes);
        }
    }
}

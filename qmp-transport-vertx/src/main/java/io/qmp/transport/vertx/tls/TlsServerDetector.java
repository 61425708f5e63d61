package io.qmp.transport.vertx.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.qmp.api.socket.ConnectFailures;
import io.qmp.api.wire.QmpAddress;

/** Fails a plain client's connection whose first bytes are a TLS alert, with which TLS servers answer plain text. */
public final class TlsServerDetector extends ChannelInboundHandlerAdapter {
    /** How the record of a fatal alert begins: its type, and the major version of TLS. */
    private static final int ALERT = 0x1503;

    private final QmpAddress server;

    /** Makes the first handler of the connection with this server. */
    public TlsServerDetector(QmpAddress server) {
        this.server = server;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        context.pipeline().remove(this);
        if (bytes.readableBytes() > 1 && bytes.getUnsignedShort(bytes.readerIndex()) == ALERT) {
            bytes.release();
            context.fireExceptionCaught(ConnectFailures.insecure(server, "the server speaks TLS\nConnect with TLS."));
        } else {
            context.fireChannelRead(bytes);
        }
    }
}

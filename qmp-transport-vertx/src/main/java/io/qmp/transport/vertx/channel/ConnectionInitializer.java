package io.qmp.transport.vertx.channel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.Connection;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the pipeline of a channel: TLS if wanted, then the connection. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    /**
     * TLS of the channels.
     *
     * @param handlers adds the handlers of TLS to a channel's pipeline
     * @param failed receives each connection whose handshake failed, and the cause; its channel is closed
     */
    record Security(Consumer<Channel> handlers, BiConsumer<Connection, Throwable> failed) {}

    private final VertxEventLoop loop;
    private final Function<Channel, PeerAddress> peer;
    private final @Nullable Security security;
    private final @Nullable Future<SocketMessages> descriptors;
    private final Consumer<Connection> opened;

    /**
     * Makes an initializer.
     *
     * @param peer gives the address of the other end of a channel
     * @param security what is done for TLS; {@code null} for plain channels
     * @param descriptors receives the descriptors that come; {@code null} to lose them
     * @param opened receives each connection when it can be used
     */
    ConnectionInitializer(
            VertxEventLoop loop,
            Function<Channel, PeerAddress> peer,
            @Nullable Security security,
            @Nullable Future<SocketMessages> descriptors,
            Consumer<Connection> opened) {
        this.loop = loop;
        this.peer = peer;
        this.security = security;
        this.descriptors = descriptors;
        this.opened = opened;
    }

    @Override
    protected void initChannel(Channel channel) {
        loop.channels().add(channel);
        ChannelConnection connection = new ChannelConnection(channel, loop, peer.apply(channel), descriptors, opened);
        if (security == null) {
            channel.pipeline().addLast(new ChannelEvents(connection));
        } else {
            security.handlers().accept(channel);
            channel.pipeline().addLast(new Handshake(connection, security.failed()));
        }
    }
}

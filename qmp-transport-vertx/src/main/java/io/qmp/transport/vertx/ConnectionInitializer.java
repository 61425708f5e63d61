package io.qmp.transport.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.Connection;
import io.vertx.core.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the pipeline of a channel: TLS if wanted, then the connection. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private final VertxEventLoop loop;
    private final Function<Channel, PeerAddress> peer;
    private final @Nullable Consumer<Channel> security;
    private final @Nullable Future<SocketMessages> descriptors;
    private final Consumer<Connection> opened;
    private final BiConsumer<Connection, Throwable> failed;

    /**
     * Makes an initializer.
     *
     * @param peer says where the other end of a channel is
     * @param security adds to a channel's pipeline what makes it secure; {@code null} for plain channels
     * @param descriptors takes the descriptors that come; {@code null} to let them go
     * @param opened is given each connection, once it can be used
     * @param failed is told which connection could not be made secure, and why; its channel is closed
     */
    ConnectionInitializer(
            VertxEventLoop loop,
            Function<Channel, PeerAddress> peer,
            @Nullable Consumer<Channel> security,
            @Nullable Future<SocketMessages> descriptors,
            Consumer<Connection> opened,
            BiConsumer<Connection, Throwable> failed) {
        this.loop = loop;
        this.peer = peer;
        this.security = security;
        this.descriptors = descriptors;
        this.opened = opened;
        this.failed = failed;
    }

    @Override
    protected void initChannel(Channel channel) {
        loop.transport().channels().add(channel);
        ChannelConnection connection = new ChannelConnection(channel, loop, peer.apply(channel), descriptors, opened);
        if (security == null) {
            channel.pipeline().addLast(new ChannelEvents(connection));
        } else {
            security.accept(channel);
            channel.pipeline().addLast(new Handshake(connection, failed));
        }
    }
}

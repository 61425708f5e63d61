package io.qmp.transport.vertx.channel;

import io.netty.channel.Channel;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Listens while its channel is open. */
final class ChannelListener implements Listener {
    private final QmpAddress address;
    private final Channel channel;
    private final VertxEventLoop loop;

    ChannelListener(QmpAddress address, Channel channel, VertxEventLoop loop) {
        this.address = address;
        this.channel = channel;
        this.loop = loop;
    }

    @Override
    public QmpAddress address() {
        return address;
    }

    @Override
    public Optional<InetSocketAddress> localAddress() {
        return Peers.localAddress(channel);
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        channel.close().addListener(ignored -> closed.complete(null));
        return closed.thenCompose(ignored -> loop.settle());
    }
}

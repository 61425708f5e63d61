package io.qmp.transport.vertx;

import io.netty.channel.Channel;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Listens while its channel is open. */
final class ChannelListener implements Listener {
    private final QmpAddress address;
    private final Channel channel;

    ChannelListener(QmpAddress address, Channel channel) {
        this.address = address;
        this.channel = channel;
    }

    @Override
    public QmpAddress address() {
        return address;
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        channel.close().addListener(ignored -> closed.complete(null));
        return closed;
    }
}

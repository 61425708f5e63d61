package io.qmp.client;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Connects to the peers that a test provides, one after the other, and to nobody if it has not. Where the client
 * listens, the peers connect.
 */
final class ScriptedNetwork implements Transport {
    private final EventLoop loop;
    private final Queue<ScriptedPeer> peers = new ArrayDeque<>();
    private int attempts;
    private Reason reason = Reason.NOBODY_LISTENS;

    ScriptedNetwork(EventLoop loop) {
        this.loop = loop;
    }

    /** Adds the peer of the next connection. */
    ScriptedPeer add(ScriptedPeer peer) {
        peers.add(peer);
        return peer;
    }

    /** {@return a client that is connecting, and reconnects within a minute} The test runs the loop. */
    CompletableFuture<QmpClient> reconnectingClient() {
        return QmpClient.builder()
                .transport(this)
                .loop(loop)
                .reconnect(ReconnectPolicy.within(Duration.ofMinutes(1)))
                .connect(QmpAddress.parse("unix:/run/vm.qmp"))
                .toCompletableFuture();
    }

    /** Sets why attempts fail to which there is no peer. */
    void failsWith(Reason newReason) {
        reason = newReason;
    }

    /** {@return how often the client has tried to connect, or has begun to listen} */
    int attempts() {
        return attempts;
    }

    @Override
    public EventLoop newEventLoop() {
        return loop;
    }

    @Override
    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop where, Consumer<Connection> acceptor) {
        attempts++;
        if (!peers.isEmpty()) {
            acceptor.accept(peers.remove().connection());
        }
        return CompletableFuture.completedFuture(new Listener() {
            @Override
            public QmpAddress address() {
                return address;
            }

            @Override
            public CompletionStage<Void> close() {
                return CompletableFuture.completedFuture(null);
            }
        });
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop where) {
        attempts++;
        return peers.isEmpty()
                ? CompletableFuture.failedFuture(new ConnectFailedException(reason, "nobody there", null))
                : CompletableFuture.completedFuture(peers.remove().connection());
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}

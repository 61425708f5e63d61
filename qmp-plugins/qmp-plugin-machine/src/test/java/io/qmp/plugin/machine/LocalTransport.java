package io.qmp.plugin.machine;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.socket.ConnectFailures;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A transport within the test, for servers on its loop. Any address can be listened at, but only once at a time. */
final class LocalTransport implements Transport {
    private final EventLoop loop;
    private final Map<QmpAddress, Consumer<Connection>> acceptors = new HashMap<>();

    LocalTransport(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public EventLoop newEventLoop() {
        return loop;
    }

    @Override
    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop serverLoop, Consumer<Connection> acceptor) {
        if (isOfAllHosts(address) && !options.openToNetwork()) {
            return failedStage(ConnectFailures.openToNetwork(address));
        }
        if (acceptors.putIfAbsent(address, acceptor) != null) {
            return failedStage(new ConnectFailedException("Failed to find an available port: Address already in use"));
        }
        return completedStage(new Listener() {
            @Override
            public QmpAddress address() {
                return address;
            }

            @Override
            public CompletionStage<Void> close() {
                acceptors.remove(address);
                return completedStage(null);
            }
        });
    }

    private static boolean isOfAllHosts(QmpAddress address) {
        return address.scheme().equals("tcp") && Stream.of("[::]:", "0.0.0.0:").anyMatch(address.text()::startsWith);
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop clientLoop) {
        Consumer<Connection> acceptor = acceptors.get(address);
        if (acceptor == null) {
            return failedStage(new ConnectFailedException(
                    "Failed to connect to '" + address.text() + "': No such file or directory"));
        }
        LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
        acceptor.accept(ends.second());
        return completedStage(ends.first());
    }

    @Override
    public CompletionStage<Void> close() {
        return completedStage(null);
    }
}

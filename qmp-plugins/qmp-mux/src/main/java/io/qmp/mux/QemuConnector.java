package io.qmp.mux;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.SocketPair;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.client.ClientOptions;
import io.qmp.client.CommandLimit;
import io.qmp.client.CommandLimits;
import io.qmp.client.ConnectionLimits;
import io.qmp.client.EventListener;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.client.ReconnectPolicy;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.mux.relay.Connecting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Makes the connections of a multiplexer to QEMU: by its address, and over pairs of sockets. */
final class QemuConnector implements Connecting {
    /** Longer than any program runs. */
    static final Duration EVER = Duration.ofDays(3650);

    /**
     * What the connections are like.
     *
     * @param connect how to connect to the address
     * @param again whether to connect again after a loss
     * @param metrics receives the numbers of the connection to the address
     * @param listeners are called for the commands of all connections
     */
    record Options(
            ConnectOptions connect, boolean again, Optional<ClientMetrics> metrics, List<CallListener> listeners) {}

    private final Transport transport;
    private final EventLoop loop;
    private final QmpAddress address;
    private final Options options;

    QemuConnector(Transport transport, EventLoop loop, QmpAddress address, Options options) {
        this.transport = transport;
        this.loop = loop;
        this.address = address;
        this.options = options;
    }

    @Override
    public CompletableFuture<QmpClient> connect(EventListener listener, Consumer<QmpClient> again) {
        ClientOptions clientOptions = patient(); // a QEMU that serves another client greets when that has gone
        if (options.again()) {
            clientOptions =
                    clientOptions.withReconnect(ReconnectPolicy.within(EVER).withResync(client -> {
                        again.accept(client);
                        return CompletableFuture.completedFuture(client);
                    }));
        }
        QmpClientBuilder builder = builder(listener)
                .transport(transport)
                .loop(loop)
                .connectOptions(options.connect())
                .connectWithin(EVER)
                .options(clientOptions);
        options.metrics().ifPresent(builder::metrics);
        return builder.connect(address);
    }

    private QmpClientBuilder builder(EventListener listener) {
        QmpClientBuilder builder = QmpClient.builder().eventListener(listener);
        options.listeners().forEach(builder::callListener);
        return builder;
    }

    /** How long a command may take is for its client to say. */
    static ClientOptions unlimited() {
        return ClientOptions.DEFAULT.withCommandLimits(CommandLimits.shipped().withAll(new CommandLimit(EVER, EVER)));
    }

    /** Nor is there a limit for the greeting: it is for the client to say how long it waits. */
    private static ClientOptions patient() {
        return unlimited().withConnectionLimits(ConnectionLimits.DEFAULT.withNegotiation(EVER));
    }

    @Override
    public SocketPair pair() throws IOException {
        return DescriptorSource.installed().pair();
    }

    @Override
    public CompletableFuture<QmpClient> over(FileDescriptor own, EventListener listener) {
        // Without a limit of time: an attempt that is given up may take the number of the descriptor later.
        ConnectOptions patiently = ConnectOptions.DEFAULT.withTimeout(EVER);
        return transport
                .connect(QmpAddress.parse("fd:" + own.number()), patiently, loop)
                .toCompletableFuture()
                .whenComplete((connection, failure) -> {
                    if (failure != null) {
                        own.close(); // else it is the connection's
                    }
                })
                .thenCompose(connection -> builder(listener).options(patient()).over(connection));
    }
}

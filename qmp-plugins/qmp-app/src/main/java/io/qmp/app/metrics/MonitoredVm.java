package io.qmp.app.metrics;

import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.EventLoop.Timer;
import io.qmp.api.wire.Transport;
import io.qmp.client.ClientOptions;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.client.ReconnectPolicy;
import io.qmp.transport.nio.NioTransport;
import io.qmp.vm.metrics.VmFamily;
import io.qmp.vm.metrics.VmSampler;
import io.qmp.vm.metrics.VmValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One virtual machine: connects to it, again and again, and samples it. Used on one loop. */
public final class MonitoredVm {
    /** Longer than the exporter runs. */
    private static final Duration FOREVER = Duration.ofDays(3650);

    /** Between attempts to connect, at first; doubled for each further one. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final VmTarget target;
    private final Connecting connecting;
    private final EventLoop loop;
    private final Duration longestPause;
    private Duration pause = FIRST_PAUSE;
    private @Nullable CompletableFuture<QmpClient> client;
    private @Nullable VmSampler sampler;
    private @Nullable Timer next;
    private boolean closed;

    public MonitoredVm(VmTarget target, Connecting connecting) {
        this.target = target;
        this.connecting = connecting;
        this.loop = connecting.loop();
        this.longestPause = shorter(LONGEST_PAUSE, connecting.period());
    }

    /** {@return what is asked} */
    public VmTarget target() {
        return target;
    }

    /** Connects, now and whenever there is no connection. */
    public void connect() {
        if (closed) {
            return;
        }
        client = builder().connect(target.address());
        client.whenCompleteAsync(
                (connected, failure) -> {
                    if (failure != null) {
                        connectLater();
                    } else {
                        sample(connected);
                    }
                },
                loop);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void connectLater() {
        if (!closed) {
            next = loop.schedule(pause, this::connect);
            pause = shorter(pause.multipliedBy(2), longestPause);
        }
    }

    private void sample(QmpClient connected) {
        if (closed) {
            connected.close();
            return;
        }
        pause = FIRST_PAUSE;
        VmSampler sampling = VmSampler.every(connecting.period())
                .within(connecting.deadline())
                .of(connected);
        sampler = sampling;
        connected
                .closed()
                .whenCompleteAsync(
                        (nothing, failure) -> {
                            sampling.close();
                            connectLater();
                        },
                        loop);
    }

    private QmpClientBuilder builder() {
        ReconnectPolicy again = new ReconnectPolicy(
                FIRST_PAUSE, longestPause, FOREVER, client -> CompletableFuture.completedFuture(client));
        QmpClientBuilder builder = QmpClient.builder()
                .options(ClientOptions.DEFAULT.withReconnect(again))
                .connectOptions(target.connect())
                .loggers(connecting.loggers());
        if (NioTransport.canConnect(target.address(), target.connect())) {
            Transport transport = connecting.transport();
            return builder.transport(transport).loop(loop);
        }
        return builder;
    }

    /** {@return what is known of it now, without asking it} */
    public List<VmValue> values() {
        VmSampler sampling = sampler;
        return sampling == null ? List.of(new VmValue(VmFamily.UP, Map.of(), 0, Optional.empty())) : sampling.values();
    }

    /** Ends the connection. */
    public void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
        if (sampler != null) {
            sampler.close();
        }
        if (client != null && !client.cancel(false)) {
            client.thenAccept(QmpClient::close);
        }
    }
}

package io.qmp.app.metrics;

import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.transport.nio.NioTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Samples virtual machines and shows what it knows to Prometheus, until a signal comes. All happens on one event loop;
 * a page is written from values that are there already.
 */
public final class MetricsServer {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final MetricsSettings settings;
    private final ProcessEnvironment environment;

    /** Makes one. */
    public MetricsServer(MetricsSettings settings, ProcessEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** Serves until a signal comes. */
    public void run() throws InterruptedException {
        NioTransport transport = NioTransport.create();
        try {
            EventLoop loop = transport.newEventLoop();
            Fleet fleet = new Fleet(settings, transport, loop);
            Pages pages = new Pages(fleet::vms, settings.labels(), settings.libvirtNames(), loop::nanoTime);
            HttpConnections connections = new HttpConnections(pages::answer);
            CompletableFuture<Void> ended = new CompletableFuture<>();
            environment.signals().watch(signal -> ended.complete(null), CLOSING);
            Listener listener = Waiting.await(transport.listen(
                    settings.listen().toAddress(),
                    ListenOptions.DEFAULT.withOpenToNetwork(),
                    loop,
                    connections::accept));
            environment.out().println("listening on " + listener.address());
            loop.execute(fleet::start);
            Waiting.await(ended);
            loop.execute(fleet::close);
        } finally {
            Waiting.await(transport.close());
        }
    }
}

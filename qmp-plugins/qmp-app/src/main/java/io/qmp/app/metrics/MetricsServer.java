package io.qmp.app.metrics;

import io.qmp.api.wire.QmpAddress;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
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
        PageServer server = new PageServer();
        try {
            Fleet fleet = new Fleet(settings, server.transport(), server.loop());
            FleetPage page = new FleetPage(fleet::vms, settings.labels(), settings.libvirtNames());
            CompletableFuture<Void> ended = new CompletableFuture<>();
            environment.signals().watch(signal -> ended.complete(null), CLOSING);
            QmpAddress bound = server.listen(settings.listen(), page);
            environment.out().println("listening on " + bound);
            server.loop().execute(fleet::start);
            Waiting.await(ended);
            server.loop().execute(fleet::close);
        } finally {
            server.close();
        }
    }
}

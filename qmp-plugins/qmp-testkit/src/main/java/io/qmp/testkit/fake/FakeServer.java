package io.qmp.testkit.fake;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.QmpAddress;
import io.qmp.server.MonitorOptions;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import io.qmp.testkit.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One life of a fake: the server from a start to the next end. */
final class FakeServer {
    private final Time time;
    private final QmpServer server;
    private final MonitorOptions monitor;
    private final @Nullable QmpAddress address;

    /**
     * Starts a server.
     *
     * @param settings how it behaves
     * @param time its time
     * @param where where it listens; empty if it does not
     * @param plugins answer the commands
     * @param faults what goes wrong on its connections
     */
    FakeServer(FakeSettings settings, Time time, Optional<QmpAddress> where, List<QmpPlugin> plugins, Faults faults) {
        this.time = time;
        this.monitor = MonitorOptions.DEFAULT.withClients(settings.clients()).withWrapper(faults::wrap);
        this.server = server(settings, plugins);
        try {
            this.address = where.isPresent() ? time.await(server.listen(where.get(), monitor)) : null;
        } catch (CompletionException e) {
            stop();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private QmpServer server(FakeSettings settings, List<QmpPlugin> plugins) {
        QmpServerBuilder builder =
                time.set(QmpServer.builder()).options(settings.options().withShutdownGrace(Duration.ZERO));
        if (!settings.machine()) {
            builder.withoutInstalledPlugins();
        }
        plugins.forEach(builder::plugin);
        return builder.build();
    }

    ServerContext context() {
        return server.context();
    }

    /** {@return where it listens} */
    QmpAddress address() {
        if (address == null) {
            throw new IllegalStateException("a fake in virtual time listens nowhere: use connection()");
        }
        return address;
    }

    /** {@return the client's end of a new connection within the process} */
    Connection connection() {
        LocalConnection.Ends ends = LocalConnection.open(server.loop(), "client", "fake QEMU");
        server.serve(ends.second(), monitor);
        time.run();
        return ends.first();
    }

    int sessions() {
        return server.sessions();
    }

    /** Ends it; all connections are closed. */
    void stop() {
        time.await(server.close());
    }
}

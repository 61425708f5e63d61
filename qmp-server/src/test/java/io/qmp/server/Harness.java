package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.contracts.TextClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A server within the test, on a loop that the test drives; closing it checks that nothing is left behind. */
final class Harness implements AutoCloseable {
    final List<Throwable> failures = new ArrayList<>();
    final ManualEventLoop loop = new ManualEventLoop(Instant.parse("2026-01-01T00:00:00.123456Z"), failures::add);
    final Records log = new Records();
    private final WakingLoop wakingLoop = new WakingLoop(loop);
    final TestPlugin plugin = new TestPlugin();
    final QmpServer server;

    Harness() {
        this(ServerOptions.DEFAULT);
    }

    Harness(ServerOptions options, QmpPlugin... more) {
        this(options, builder -> List.of(more).forEach(builder::plugin));
    }

    Harness(ServerOptions options, Consumer<QmpServerBuilder> setUp) {
        QmpServerBuilder builder = QmpServer.builder()
                .loop(wakingLoop)
                .clock(loop)
                .alarm(loop::schedule)
                .loggers(name -> log)
                .options(options)
                .withoutInstalledPlugins()
                .plugin(plugin);
        setUp.accept(builder);
        server = builder.build();
    }

    /** A client that has been greeted. */
    TextClient greeted() {
        TextClient client = new TextClient(loop, server.openLocal());
        assertThat(client.next().startsWith("{\"QMP\": ")).isTrue();
        return client;
    }

    /** A client in command mode. */
    TextClient ready() {
        TextClient client = greeted();
        assertThat(client.ask("{'execute':'qmp_capabilities'}")).isEqualTo("{\"return\": {}}");
        return client;
    }

    /** A client of a monitor of its own, which has not taken its greeting. */
    TextClient client(MonitorOptions options) {
        LocalConnection.Ends ends = LocalConnection.open(loop, "a client", "a server");
        server.serve(ends.second(), options);
        return new TextClient(loop, ends.first());
    }

    /** A client in command mode of a monitor with pretty output. */
    TextClient pretty() {
        TextClient client = client(MonitorOptions.DEFAULT.withPretty());
        client.block("");
        client.block("{'execute':'qmp_capabilities'}");
        return client;
    }

    /** A client in command mode that may send out-of-band commands. */
    TextClient readyForOob() {
        TextClient client = greeted();
        assertThat(client.ask("{'execute':'qmp_capabilities','arguments':{'enable':['oob']}}"))
                .isEqualTo("{\"return\": {}}");
        return client;
    }

    /** Waits until a client has a number of messages, for messages that other threads cause. */
    void await(TextClient client, int messages) {
        while (client.waiting() < messages) {
            wakingLoop.awaitTask("message " + (client.waiting() + 1) + " of " + messages);
            loop.runPending();
        }
    }

    @Override
    public void close() {
        server.shutdown(ShutdownCause.HOST_SIGNAL);
        loop.advance(ServerOptions.DEFAULT.shutdownGrace().plusSeconds(1));
        assertThat(server.closed().isDone()).as("the server has not ended").isTrue();
        assertThat(server.sessions()).as("sessions left").isEqualTo(0);
        assertThat(loop.timers()).as("timers left").isEqualTo(0);
        assertThat(failures).as("tasks of the loop failed").isEmpty();
    }
}

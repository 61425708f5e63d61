package io.qmp.mux.relay;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.contracts.ScriptedPeer;
import io.qmp.contracts.TextClient;
import io.qmp.mux.audit.AuditLog;
import io.qmp.mux.audit.AuditRecord;
import io.qmp.mux.options.Backend;
import io.qmp.mux.options.Loss;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.Role;
import io.qmp.mux.spi.MuxMetrics;
import io.qmp.server.InBandOrder;
import io.qmp.server.MonitorOptions;
import io.qmp.server.OutputLimit;
import io.qmp.server.QmpServer;
import io.qmp.server.ServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A multiplexer on a loop that the test drives, between a scripted QEMU and clients that speak text. With a private
 * back end QEMU makes a monitor for each client.
 */
final class RelayHarness implements AutoCloseable {
    static final Duration GREETING_WAIT = Duration.ofSeconds(10);
    static final MuxOptions OPTIONS =
            MuxOptions.DEFAULT.withGreetingWait(GREETING_WAIT).withWindow(4);

    private static final long UNREAD = 1 << 16;

    final ManualEventLoop loop = new ManualEventLoop(Instant.parse("2026-01-01T00:00:00Z"));
    final ScriptedQemu peer;
    final Texts log = new Texts();

    /** The monitor that the multiplexer is connected to, which is that of all clients of a shared back end. */
    final ScriptedPeer qemu;

    final List<AuditRecord> audit = new ArrayList<>();
    final Map<String, Role> roles = new HashMap<>();
    final RelayPlugin plugin;
    final QmpServer server;
    CompletionStage<?> recorded = CompletableFuture.completedFuture(null);
    private final boolean each;
    private final Map<TextClient, ScriptedPeer> monitors = new LinkedHashMap<>();
    private int listeners;

    RelayHarness(MuxOptions options) {
        this(options, MuxMetrics.NONE);
    }

    RelayHarness(MuxOptions options, MuxMetrics metrics) {
        each = options.backend() == Backend.PRIVATE;
        peer = new ScriptedQemu(loop, each, options.onLoss() == Loss.HOLD);
        qemu = peer.control();
        plugin = new RelayPlugin(
                QmpAddress.parse("unix:/run/vm.qmp"),
                new RelaySettings(
                        options,
                        client -> Optional.ofNullable(roles.get(client.monitor())),
                        new Audit(),
                        Redaction.SECRETS,
                        metrics));
        server = QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(plugin)
                .loop(loop)
                .clock(loop)
                .loggers(name -> log)
                .options(ServerOptions.DEFAULT.withOutputLimit(
                        new OutputLimit(UNREAD, OutputLimit.Overflow.DROP_EVENTS)))
                .build();
    }

    /** A multiplexer whose QEMU is there, and has answered what the multiplexer asks by itself. */
    static RelayHarness connected(MuxOptions options) {
        RelayHarness harness = new RelayHarness(options);
        harness.connect();
        return harness;
    }

    void connect() {
        plugin.start(peer);
        loop.runPending();
        peer.greet();
    }

    /** The monitor that executes the commands of a client. */
    ScriptedPeer at(TextClient client) {
        return each ? monitors.get(client) : peer.control();
    }

    /** Takes the requests that have reached QEMU's monitors, those of each monitor in their order. */
    List<QmpObject> requests() {
        List<QmpObject> all = new ArrayList<>();
        List<ScriptedPeer> executing = each ? peer.made : List.of(qemu);
        for (ScriptedPeer monitor : executing) {
            while (!monitor.requested().isEmpty()) {
                all.add(monitor.next());
            }
        }
        return all;
    }

    /** QEMU ends, and all its monitors with it. */
    void killQemu() {
        peer.made.forEach(ScriptedPeer::close);
        qemu.close();
    }

    /** The connection to QEMU is lost, and the multiplexer waits for another QEMU. */
    void loseQemu() {
        peer.made.forEach(ScriptedPeer::close);
        peer.lose();
    }

    /** Another QEMU comes; clients that are there have new monitors in the order in which they came. */
    void comeAgain() {
        peer.comeAgain();
        List<TextClient> there =
                monitors.keySet().stream().filter(client -> !client.isClosed()).toList();
        int first = peer.made.size() - there.size();
        there.forEach(client -> monitors.put(client, peer.made.get(first + there.indexOf(client))));
    }

    /** QEMU emits an event, which all its monitors send. */
    void event(String name) {
        qemu.event(name);
        if (each) {
            peer.made.stream().filter(monitor -> !monitor.isClosed()).forEach(monitor -> monitor.event(name));
        }
    }

    /** A client that has negotiated. */
    TextClient client(Role role) {
        TextClient client = greeted(role);
        client.next();
        client.ask("{'execute': 'qmp_capabilities'}");
        return client;
    }

    /** A client that has negotiated out-of-band execution. */
    TextClient outOfBandClient(Role role) {
        TextClient client = greeted(role);
        client.next();
        client.ask("{'execute': 'qmp_capabilities', 'arguments': {'enable': ['oob']}}");
        return client;
    }

    /** A client that has connected. */
    TextClient greeted(Role role) {
        String name = "listener" + listeners++;
        roles.put(name, role);
        LocalConnection.Ends ends = LocalConnection.open(loop, "client", "multiplexer");
        server.serve(ends.second(), MonitorOptions.DEFAULT.withLabel(name).withOrder(InBandOrder.REPLIES));
        TextClient client = new TextClient(loop, ends.first());
        if (each) {
            peer.answerAll();
            monitors.put(client, peer.made.isEmpty() ? qemu : peer.made.get(peer.made.size() - 1));
        }
        return client;
    }

    /** The records of the audit, each as outcome (or {@code begins}), role and command. */
    List<String> audited() {
        return audit.stream()
                .map(entry -> entry.end().map(end -> end.outcome().name()).orElse("begins") + " " + entry.role() + " "
                        + entry.request().command())
                .toList();
    }

    /** Keeps records, as soon as the test lets it, until it is closed. */
    private final class Audit implements AuditLog {
        private boolean closed;

        @Override
        public CompletionStage<?> write(AuditRecord entry) {
            if (closed) {
                return CompletableFuture.failedFuture(new IllegalStateException("a record after the end"));
            }
            audit.add(entry);
            return recorded;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Override
    public void close() {
        server.close();
        loop.runPending();
    }
}

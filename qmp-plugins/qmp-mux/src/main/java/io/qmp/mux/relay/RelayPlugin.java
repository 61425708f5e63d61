package io.qmp.mux.relay;

import io.qmp.api.Loggers;
import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Replies;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.options.Quit;
import io.qmp.mux.policy.Decision;
import io.qmp.mux.policy.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes a multiplexer of a server: serves each client with its role, and passes on what it may. Everything happens on
 * the loop, which server and QEMU's connection share.
 */
public final class RelayPlugin implements QmpPlugin, ServerMetrics {
    private final QmpAddress address;
    private final RelaySettings settings;
    private final Clients clients = new Clients();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable Parts parts;

    /** What is made of the server. */
    private record Parts(
            ServerContext server,
            Qemu qemu,
            Relay relay,
            EventRelay events,
            MuxCommands own,
            Visible visible,
            RelayReport report) {}

    /**
     * Makes the plugin.
     *
     * @param address where QEMU is
     * @param settings how the multiplexer behaves
     */
    public RelayPlugin(QmpAddress address, RelaySettings settings) {
        this.address = address;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "multiplexer";
    }

    @Override
    public void register(PluginRegistry registry) {
        ServerContext server = registry.server();
        MuxOptions options = settings.options();
        RateLimitedLog log = new RateLimitedLog(Loggers.named("io.qmp.mux"), server.loop()::nanoTime);
        RelayReport report = new RelayReport(settings.metrics(), options.window(), log);
        RelayHost host = new RelayHost(server.loop(), server::disconnect, log, report);
        AuditTrail audit = new AuditTrail(settings.audit(), settings.redaction(), server.clock(), log, report);
        OwnMonitors monitors = new OwnMonitors(address);
        Relay relay = new Relay(host, new Guards(options.quit(), monitors), audit, options);
        EventRelay events = new EventRelay(server, clients, report);
        MuxCommands own = new MuxCommands(server, clients);
        Visible visible = new Visible(own);
        Qemu qemu = new Qemu(options, new Qemu.Tools(host, relay, events, visible, monitors));
        parts = new Parts(server, qemu, relay, events, own, visible, report);
        registry.greeting(this::greet);
        registry.fallback(this::execute);
        registry.eventFilter((session, event) -> events.passes(clients.of(session), event));
        registry.metrics(this);
    }

    private Parts parts() {
        return Objects.requireNonNull(parts, "not registered");
    }

    /** Begins to connect to QEMU. Called on the loop, after registration. */
    public void start(Connecting how) {
        parts().qemu().start(how);
    }

    /** {@return completes when QEMU has gone for good; fails if the connection to it has failed for good} */
    public CompletableFuture<Void> ended() {
        return parts().qemu().ended();
    }

    /** {@return completes when the connections to QEMU are closed, after the server has ended. Never fails} */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    private CompletionStage<Greeting> greet(SessionInfo session) {
        Optional<Role> role = settings.roles().role(session);
        if (role.isEmpty()) {
            parts().report().withoutRole(session);
            return CompletableFuture.failedFuture(new WrongStateException("the client has no role"));
        }
        RelayClient client = new RelayClient(session, role.get());
        clients.add(client);
        parts().report().joined(client);
        return parts().qemu().greeting(client).thenApply(RelayPlugin::offered);
    }

    /** The greeting of QEMU, with what the multiplexer offers: out-of-band execution if QEMU does. */
    private static Greeting offered(Greeting greeting) {
        List<QmpValue> offers =
                greeting.capabilities().contains(WireNames.OOB) ? List.of(new QmpString(WireNames.OOB)) : List.of();
        QmpObject.Builder body = QmpObject.builder();
        greeting.body()
                .members()
                .forEach((name, value) ->
                        body.put(name, name.equals(WireNames.CAPABILITIES) ? new QmpArray(offers) : value));
        return new Greeting(body.build()).keepingOrder();
    }

    private CompletionStage<Reply> execute(Request request, CommandContext context) {
        RelayClient client = clients.of(context.session());
        if (client == null) {
            return CompletableFuture.completedFuture(request.failure(QmpError.noSuchCommand(request.command())));
        }
        if (client.isLeaving()) {
            return client.unread(request);
        }
        Decision decision = client.role().decide(request);
        Optional<Reply> own = parts().relay()
                .refusal(client, request, decision)
                .<Reply>map(request::failure)
                .or(() -> parts().visible().known(client, request));
        if (own.isPresent()) {
            context.takeDescriptor().ifPresent(FileDescriptor::close);
            return CompletableFuture.completedFuture(own.get());
        }
        if (MuxCommands.has(request.command())) {
            return client.inOrder(
                    parts().server().loop(), request, () -> parts().own().execute(client, request));
        }
        if (request.command().equals("quit") && settings.options().quit() == Quit.CLOSE) {
            client.leaves();
            return client.inOrder(parts().server().loop(), request, () -> closeSession(request, context.session()));
        }
        CompletionStage<Reply> reply = parts().relay().pass(client, request, context.takeDescriptor(), decision);
        return Visible.isList(request.command())
                ? reply.thenApply(listed -> parts().visible().shown(client, request, listed))
                : reply;
    }

    private CompletionStage<Reply> closeSession(Request request, SessionInfo session) {
        ServerContext server = parts().server();
        Reply done = request.success(QmpObject.EMPTY);
        return Replies.followedBy(
                server.loop(), CompletableFuture.completedFuture(done), () -> server.disconnect(session));
    }

    /** Only sessions and events: the relay itself reports the commands. */
    @Override
    public boolean wantsCommands() {
        return false;
    }

    @Override
    public void sessionClosed(SessionInfo session, SessionEnd end) {
        RelayClient client = clients.remove(session);
        if (client != null) {
            parts().events().gone(client);
            parts().relay().gone(client);
            parts().report().left(client);
        }
    }

    @Override
    public void eventDropped(SessionInfo session, String event) {
        parts().events().dropped(clients.of(session), event);
    }

    @Override
    public void eventSent(SessionInfo session, String event) {
        parts().events().sent(clients.of(session), event);
    }

    @Override
    public void shuttingDown(ShutdownCause cause) {
        ended().complete(null);
    }

    @Override
    public void close() {
        CompletableFuture<Void> closing = parts == null
                ? CompletableFuture.completedFuture(null)
                : parts.qemu().close();
        closing.whenComplete((done, failure) -> {
            settings.audit().close(); // behind the ends of the commands that QEMU has not answered
            closed.complete(null);
        });
    }
}

package io.qmp.mux.relay;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.Event;
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
import io.qmp.mux.options.Loss;
import io.qmp.mux.options.Quit;
import io.qmp.mux.policy.Decision;
import io.qmp.mux.policy.Role;
import io.qmp.mux.spi.UpstreamState;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes a multiplexer of a server: serves each client with its role, and passes on what it may. Everything happens on
 * the loop, which server and upstream share.
 */
public final class RelayPlugin implements QmpPlugin, ServerMetrics, Upstream.Observer {
    private final RelaySettings settings;
    private final OwnChardevs chardevs;
    private final Clients clients = new Clients();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Parts parts;
    private @Nullable QmpObject firstVersion;

    /** What is made of the server. */
    private record Parts(
            ServerContext server,
            Upstream upstream,
            Relay relay,
            EventRelay events,
            MuxCommands own,
            Visible visible,
            RelayReport report,
            RateLimitedLog log) {}

    /**
     * Makes the plugin.
     *
     * @param address where QEMU is
     * @param settings how the multiplexer behaves
     */
    public RelayPlugin(QmpAddress address, RelaySettings settings) {
        this.chardevs = new OwnChardevs(address);
        this.settings = settings;
    }

    @Override
    public String name() {
        return "multiplexer";
    }

    @Override
    public void register(PluginRegistry registry) {
        ServerContext server = registry.server();
        RateLimitedLog log = new RateLimitedLog(System.getLogger("io.qmp.mux"), server.loop()::nanoTime);
        Upstream upstream = new Upstream(server.loop(), this);
        AuditTrail audit = new AuditTrail(settings.audit(), settings.redaction(), server.clock(), log);
        RelayReport report =
                new RelayReport(settings.metrics(), settings.options().window(), log);
        MuxCommands own = new MuxCommands(server, clients);
        parts = new Parts(
                server,
                upstream,
                new Relay(
                        new RelayHost(server.loop(), server::disconnect, log, report),
                        upstream,
                        audit,
                        settings.options()),
                new EventRelay(server, clients, report),
                own,
                new Visible(own),
                report,
                log);
        registry.greeting(this::greet);
        registry.fallback(this::execute);
        registry.eventFilter((session, event) -> parts().events().passes(clients.of(session), event));
        registry.metrics(this);
    }

    private Parts parts() {
        return Objects.requireNonNull(parts, "not registered");
    }

    /** {@return the connection to QEMU, to be started} */
    public Upstream upstream() {
        return parts().upstream();
    }

    /** {@return completes when QEMU has gone for good; fails if the connection to it has failed for good} */
    public CompletableFuture<Void> ended() {
        return ended;
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
        return parts().upstream().greeting(settings.options().greetingWait()).thenApply(RelayPlugin::offered);
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
    public void event(Event event) {
        parts().events().relay(event);
    }

    @Override
    public void up(Greeting greeting) {
        QmpObject version = greeting.body().object(WireNames.VERSION).orElse(QmpObject.EMPTY);
        if (firstVersion == null) {
            firstVersion = version;
        } else if (!firstVersion.equals(version)) {
            ended.completeExceptionally(new WrongStateException(
                    "another QEMU has come: " + version + ", not " + firstVersion + "; clients must connect anew"));
            return;
        } else {
            parts().events().upstream("up");
        }
        parts().report().upstream(UpstreamState.UP);
        chardevs.find(parts().upstream()).thenAccept(parts().relay().guards()::ownChardevs);
        if (parts().report().isWanted()) {
            Visible.names(parts().upstream()).thenAccept(parts().report()::commands);
        }
    }

    @Override
    public void down() {
        parts().report().upstream(UpstreamState.LOST);
        parts().relay().lost();
        parts().visible().clear();
        parts().events().upstream("down");
    }

    @Override
    public void ended(Optional<Throwable> cause) {
        parts().report().upstream(UpstreamState.ENDED);
        parts().relay().lost();
        if (cause.isPresent() && settings.options().onLoss() == Loss.HOLD) {
            ended.completeExceptionally(cause.get());
        } else {
            cause.ifPresent(why -> parts().log().log("ended", Level.INFO, () -> "QEMU has gone: " + why.getMessage()));
            ended.complete(null);
        }
    }

    @Override
    public void shuttingDown(ShutdownCause cause) {
        ended.complete(null);
    }

    @Override
    public void close() {
        if (parts != null) {
            parts.upstream().close();
        }
        settings.audit().close();
    }
}

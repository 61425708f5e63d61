package io.qmp.mux.relay;

import io.qmp.api.Loggers;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.AgentNames;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.CallOptions;
import io.qmp.client.EventListener;
import io.qmp.client.QgaClient;
import io.qmp.mux.policy.Decision;
import io.qmp.mux.policy.Role;
import io.qmp.mux.spi.UpstreamState;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Many clients on one guest agent. Its commands are executed one at a time, and clients take turns. On the loop, but
 * for {@link #ended}.
 */
public final class AgentRelay {
    private static final int AT_A_TIME = 1;
    private static final String INFO = "guest-info";
    private static final String COMMANDS = "supported_commands";

    private final RelaySettings settings;
    private final RateLimitedLog log;
    private final RelayReport report;
    private final AgentLink peer;
    private final Relay relay;
    private final Route route;
    private final Map<Long, AgentSession> sessions = new HashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long lastSession;
    private boolean closing;
    private Optional<Throwable> unreachable = Optional.empty();

    /**
     * Makes a relay without clients.
     *
     * @param settings how it behaves
     */
    public AgentRelay(EventLoop loop, RelaySettings settings) {
        this.settings = settings;
        this.log = new RateLimitedLog(Loggers.named("io.qmp.mux"), loop::nanoTime);
        this.report = new RelayReport(settings.metrics(), AT_A_TIME, log);
        this.peer = new AgentLink(loop, this::agentUp, this::agentEnded);
        AuditTrail trail = new AuditTrail(settings.audit(), settings.redaction(), InstantSource.system(), log, report);
        RelayHost host = new RelayHost(loop, this::disconnect, log, report);
        Guards guards = new Guards(settings.options().quit(), OwnMonitors.none());
        this.relay = new Relay(host, guards, trail, settings.options().withWindow(AT_A_TIME));
        this.route = relay.route(peer);
    }

    /**
     * Begins to connect to the agent, again and again until one answers. Called on the loop.
     *
     * @param agent its address, for the log
     * @param connect makes one attempt, with a listener to the end of the connection
     */
    public void start(QmpAddress agent, Function<EventListener, CompletableFuture<QgaClient>> connect) {
        peer.start(new PeerWait(peer.loop(), log, agent.toString()), connect);
    }

    /** Serves a client of a listener; disconnects it if it has no role. */
    public void accept(String listener, Connection connection) {
        SessionInfo session = new SessionInfo(
                ++lastSession,
                listener,
                connection.peerAddress(),
                connection.peerCredentials(),
                connection.peerCertificate());
        Optional<Role> role = closing ? Optional.empty() : settings.roles().role(session);
        if (role.isEmpty()) {
            report.withoutRole(session);
            log.log("role", Level.WARNING, () -> session + ": the client has no role, disconnected");
            connection.abort();
            return;
        }
        RelayClient client = new RelayClient(session, role.get());
        client.take(route);
        AgentSession served = new AgentSession(connection, client, this::execute, this::gone);
        sessions.put(session.id(), served);
        report.joined(client);
        connection.handler(served);
    }

    private CompletionStage<Reply> execute(RelayClient client, Request request) {
        Decision decision = client.role().decide(request);
        Optional<QmpError> refusal = relay.refusal(client, request, decision);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(request.failure(refusal.get()));
        }
        CompletionStage<Reply> reply = relay.pass(client, request, Optional.empty(), decision);
        return request.command().equals(INFO) ? reply.thenApply(info -> shown(client.role(), info)) : reply;
    }

    /** The reply of {@code guest-info}, in which commands that the role may not use are not enabled. */
    private static Reply shown(Role role, Reply reply) {
        if (!(reply instanceof Reply.Success success)
                || !(success.result() instanceof QmpObject info)
                || info.array(COMMANDS).isEmpty()) {
            return reply;
        }
        List<QmpValue> shown = new ArrayList<>();
        for (QmpValue entry : info.array(COMMANDS).get().elements()) {
            shown.add(entry instanceof QmpObject command ? shown(role, command) : entry);
        }
        QmpObject.Builder result = QmpObject.builder();
        info.members().forEach((name, value) -> result.put(name, name.equals(COMMANDS) ? new QmpArray(shown) : value));
        return new Reply.Success(result.build(), reply.id()).keepingOrder();
    }

    private static QmpObject shown(Role role, QmpObject command) {
        String called = command.string("name").orElse("");
        if (called.startsWith(AgentNames.SYNC) || role.mayUse(called)) {
            return command;
        }
        QmpObject.Builder disabled = QmpObject.builder();
        command.members()
                .forEach((name, value) -> disabled.put(name, name.equals("enabled") ? QmpValue.of(false) : value));
        return disabled.build();
    }

    private void disconnect(SessionInfo session) {
        AgentSession served = sessions.get(session.id());
        if (served != null) {
            served.close();
        }
    }

    private void gone(RelayClient client) {
        sessions.remove(client.session().id());
        relay.gone(client);
        report.left(client);
        endIfEmpty();
    }

    private void agentUp() {
        report.upstream(UpstreamState.UP);
        if (report.isWanted()) {
            peer.send(new Request(INFO, QmpObject.EMPTY, null, false), CallOptions.DEFAULT)
                    .thenAccept(reply -> report.commands(commands(reply)));
        }
    }

    private static Set<String> commands(Reply reply) {
        return reply instanceof Reply.Success success && success.result() instanceof QmpObject info
                ? info.array(COMMANDS).map(Visible::names).orElse(Set.of())
                : Set.of();
    }

    private void agentEnded(Optional<Throwable> cause) {
        if (report.upstream() == UpstreamState.AWAITED) {
            unreachable = cause;
        }
        report.upstream(UpstreamState.ENDED);
        cause.ifPresent(why -> log.log("ended", Level.INFO, () -> "the agent has gone: " + why.getMessage()));
        close();
    }

    /** Disconnects all clients, then closes the connection to the agent, which goes on. */
    public void close() {
        closing = true;
        new ArrayList<>(sessions.values()).forEach(AgentSession::close);
        endIfEmpty();
    }

    private void endIfEmpty() {
        if (closing && sessions.isEmpty() && !ended.isDone()) {
            peer.close().whenComplete((done, failure) -> end());
        }
    }

    private void end() {
        if (!ended.isDone()) {
            settings.audit().close(); // behind the ends of the commands that the agent has not answered
            unreachable.ifPresentOrElse(ended::completeExceptionally, () -> ended.complete(null));
        }
    }

    /**
     * {@return completes when all clients have gone after the end of the agent or {@link #close}} Fails if there was
     * no connection to the agent, and cannot be.
     */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }
}

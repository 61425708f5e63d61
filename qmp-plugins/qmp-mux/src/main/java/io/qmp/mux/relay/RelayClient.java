package io.qmp.mux.relay;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.wire.EventLoop;
import io.qmp.mux.policy.Role;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of the multiplexer, from its greeting until its connection is closed. On the loop. */
final class RelayClient {
    private final SessionInfo session;
    private final Role role;
    private @Nullable Route route;
    private final Set<Call> calls = new LinkedHashSet<>();
    private final Queue<Call> waiting = new ArrayDeque<>(0);
    private boolean hasTurn;
    private CompletableFuture<?> lastReply = CompletableFuture.completedFuture(null);
    private Predicate<String> events = name -> true;
    private long dropped;
    private boolean leaving;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    RelayClient(SessionInfo session, Role role) {
        this.session = session;
        this.role = role;
    }

    SessionInfo session() {
        return session;
    }

    Role role() {
        return role;
    }

    /** Sets which way its commands take; before the first of them. */
    void take(Route way) {
        route = way;
    }

    /** {@return which way its commands take; empty before its greeting} */
    Optional<Route> route() {
        return Optional.ofNullable(route);
    }

    /** {@return which way a command of this client takes} */
    Route way() {
        return Objects.requireNonNull(route, "a command before the greeting");
    }

    /** {@return its commands that have not ended} */
    Set<Call> calls() {
        return calls;
    }

    /** {@return its in-band commands that are not sent, in their order} */
    Queue<Call> waiting() {
        return waiting;
    }

    /** {@return whether it is among the clients that wait for their turn} */
    boolean hasTurn() {
        return hasTurn;
    }

    void hasTurn(boolean newState) {
        hasTurn = newState;
    }

    /** A command has begun. */
    void begins(Call call) {
        calls.add(call);
        if (!call.request().outOfBand()) {
            lastReply = call.reply();
        }
    }

    /** Executes a command of the multiplexer itself when the in-band commands before it have been answered. */
    CompletionStage<Reply> inOrder(EventLoop loop, Request request, Supplier<CompletionStage<Reply>> command) {
        if (lastReply.isDone()) {
            return command.get();
        }
        CompletableFuture<Reply> reply = lastReply
                .handleAsync((before, failure) -> gone.isDone() ? unread(request) : command.get(), loop::execute)
                .thenCompose(stage -> stage);
        lastReply = reply;
        return reply;
    }

    /** {@return completes with a reply when the client has gone, for a command that is not executed any more} */
    CompletionStage<Reply> unread(Request request) {
        return gone.thenApply(nothing -> request.failure(QmpError.generic("the client has gone")));
    }

    /** {@return whether it will be disconnected by its own command, and executes no further one} */
    boolean isLeaving() {
        return leaving;
    }

    void leaves() {
        leaving = true;
    }

    boolean hears(String event) {
        return role.hears(event) && events.test(event);
    }

    /** Sets which events the client receives, among all that its role allows. */
    void hear(Predicate<String> wanted) {
        events = wanted;
    }

    /** {@return how many events it has missed since it last received their number} */
    long dropped() {
        return dropped;
    }

    void eventDropped() {
        dropped++;
    }

    void gapSent() {
        dropped = 0;
    }

    boolean isGone() {
        return gone.isDone();
    }

    void leave() {
        gone.complete(null);
    }
}

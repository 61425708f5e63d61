package io.qmp.mux.relay;

import io.qmp.api.command.SessionInfo;
import io.qmp.mux.policy.Role;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** A client of the multiplexer, from its greeting until its connection is closed. On the loop. */
final class RelayClient {
    private final SessionInfo session;
    private final Role role;
    private final Set<Call> calls = new LinkedHashSet<>();
    private Predicate<String> events = name -> true;
    private long dropped;
    private boolean gone;

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

    /** {@return its commands that have not ended} */
    Set<Call> calls() {
        return calls;
    }

    boolean hears(String event) {
        return role.hears(event) && events.test(event);
    }

    /** Sets which events the client receives, among all that its role allows. */
    void hear(Predicate<String> wanted) {
        events = wanted;
    }

    /** {@return how many events it has missed since it was last told} */
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
        return gone;
    }

    void leave() {
        gone = true;
    }
}

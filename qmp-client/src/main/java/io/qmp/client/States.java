package io.qmp.client;

import io.qmp.api.log.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** The state of a client: changed on its loop, read anywhere. */
final class States {
    private final StateListener listener;
    private final ForeignCalls foreign;
    private final RateLimitedLog log;
    private volatile ClientState current = ClientState.IDLE;

    States(StateListener listener, ForeignCalls foreign, RateLimitedLog log) {
        this.listener = listener;
        this.foreign = foreign;
        this.log = log;
    }

    ClientState current() {
        return current;
    }

    boolean is(ClientState state) {
        return current == state;
    }

    void become(ClientState next, Optional<Throwable> cause) {
        ClientState before = current;
        current = next;
        log.log(
                "state",
                Level.DEBUG,
                () -> next + " after " + before
                        + cause.map(c -> ": " + c.getMessage()).orElse(""));
        foreign.call("a listener to states", () -> listener.changed(before, next, cause));
    }
}

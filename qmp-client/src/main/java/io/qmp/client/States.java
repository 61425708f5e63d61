package io.qmp.client;

import java.lang.System.Logger.Level;
import java.util.Optional;

/** The state of a client: changed on its loop, read anywhere. */
final class States {
    private final StateListener listener;
    private final System.Logger log;
    private volatile ClientState current = ClientState.IDLE;

    States(StateListener listener, System.Logger log) {
        this.listener = listener;
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
                Level.DEBUG,
                "{0} after {1}{2}",
                next,
                before,
                cause.map(c -> ": " + c.getMessage()).orElse(""));
        try {
            listener.changed(before, next, cause);
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "the listener to states has failed", e);
        }
    }
}

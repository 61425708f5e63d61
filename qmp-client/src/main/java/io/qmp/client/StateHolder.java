package io.qmp.client;

import io.qmp.api.error.QmpException;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.client.connection.ConnectionManager;
import io.qmp.client.observe.ForeignCalls;
import io.qmp.client.observe.Observation;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** The state of a client: changed on its loop, read anywhere. */
final class StateHolder implements ConnectionManager.Observer {
    private final StateListener listener;
    private final ForeignCalls foreign;
    private final RateLimitedLog log;
    private volatile ClientState current = ClientState.IDLE;

    StateHolder(StateListener listener, Observation observation) {
        this.listener = listener;
        this.foreign = observation.foreign();
        this.log = observation.log();
    }

    ClientState current() {
        return current;
    }

    @Override
    public void connecting(Optional<QmpException> loss) {
        become(ClientState.CONNECTING, loss);
    }

    @Override
    public void negotiating() {
        become(ClientState.NEGOTIATING, Optional.empty());
    }

    @Override
    public void running() {
        become(ClientState.RUNNING, Optional.empty());
    }

    @Override
    public void closing() {
        become(ClientState.CLOSING, Optional.empty());
    }

    @Override
    public void closed(Optional<QmpException> cause) {
        become(ClientState.CLOSED, cause);
    }

    private void become(ClientState next, Optional<QmpException> cause) {
        ClientState before = current;
        current = next;
        log.log(
                "state",
                Level.DEBUG,
                () -> next + " after " + before
                        + cause.map(c -> ": " + c.getMessage()).orElse(""));
        foreign.call("a listener to states", () -> listener.changed(before, next, cause.map(Throwable.class::cast)));
    }
}

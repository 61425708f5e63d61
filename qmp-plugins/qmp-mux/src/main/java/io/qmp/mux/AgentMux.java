package io.qmp.mux;

import io.qmp.api.Experimental;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.mux.relay.AgentRelay;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * Many clients on one guest agent, whose channel serves one. To the agent it is one client; to its clients it is the
 * agent, as far as their roles let them: without a greeting, one command at a time. The commands {@code guest-sync} and
 * {@code guest-sync-delimited} are answered for each client alone.
 *
 * <pre>{@code
 * AgentMux.builder(QmpAddress.parse("unix:/run/vm.qga"))
 *         .listen("ga", QmpAddress.parse("unix:/run/vm.ga"), RoleSource.always(Role.OBSERVER))
 *         .start();
 * }</pre>
 *
 * <p>Methods may be called on any thread.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class AgentMux implements Multiplexer {
    private final EventLoop loop;
    private final AgentRelay relay;
    private final List<QmpAddress> addresses;
    private final CompletableFuture<Void> closed;

    AgentMux(EventLoop loop, AgentRelay relay, List<QmpAddress> addresses, CompletableFuture<Void> closed) {
        this.loop = loop;
        this.relay = relay;
        this.addresses = List.copyOf(addresses);
        this.closed = closed;
    }

    /**
     * {@return a builder}
     *
     * @param agent where the agent listens, or the machine that forwards to it
     */
    public static AgentMuxBuilder builder(QmpAddress agent) {
        return new AgentMuxBuilder(agent);
    }

    @Override
    public List<QmpAddress> addresses() {
        return addresses;
    }

    /**
     * Accepts no further client, disconnects all and closes the connection to the agent, which goes on.
     *
     * @return completes when everything is closed; never fails
     */
    @Override
    public CompletableFuture<Void> close() {
        try {
            loop.execute(relay::close);
        } catch (RejectedExecutionException ended) {
            // it is closed already
        }
        return closed.handle((nothing, failure) -> null);
    }

    @Override
    public CompletableFuture<Void> closed() {
        return closed.copy();
    }
}

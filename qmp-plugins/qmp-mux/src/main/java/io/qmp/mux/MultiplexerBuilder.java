package io.qmp.mux;

import io.qmp.api.Experimental;
import io.qmp.api.secret.Redaction;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.spi.CallListener;
import io.qmp.mux.audit.AuditLog;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.RoleSource;
import io.qmp.mux.relay.RelaySettings;
import io.qmp.mux.spi.MuxMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the builders of multiplexers have in common.
 *
 * @param <B> the builder
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract sealed class MultiplexerBuilder<B extends MultiplexerBuilder<B>> permits MuxBuilder, AgentMuxBuilder {
    private MuxOptions options = MuxOptions.DEFAULT;
    private ConnectOptions connectOptions = ConnectOptions.DEFAULT;
    private AuditLog audit = AuditLog.NONE;
    private Redaction redaction = Redaction.SECRETS;
    private MuxMetrics muxMetrics = MuxMetrics.NONE;
    private final List<CallListener> callListeners = new ArrayList<>();

    MultiplexerBuilder() {}

    abstract B self();

    /**
     * Adds a listener.
     *
     * @param name its name in roles, logs and the audit; no other listener has it
     * @param address where clients connect
     * @param roles which roles they have
     * @return this builder
     * @throws IllegalArgumentException if a listener has the name already
     */
    public abstract B listen(String name, QmpAddress address, RoleSource roles);

    /**
     * Starts the multiplexer.
     *
     * @return completes when clients can connect, whether the peer is there or not; fails with {@link
     *     io.qmp.api.error.ConnectFailedException} if an address cannot be bound, after everything is closed
     * @throws IllegalStateException if there is no listener, no codec or no transport
     */
    public abstract CompletableFuture<? extends Multiplexer> start();

    /** Sets the options; {@link MuxOptions#DEFAULT} unless given. Of an agent, not all of them matter. */
    public B options(MuxOptions newOptions) {
        options = newOptions;
        return self();
    }

    /** Sets how to connect to the peer. */
    public B connectOptions(ConnectOptions newOptions) {
        connectOptions = newOptions;
        return self();
    }

    /** Sets what keeps what clients have done; it is closed with the multiplexer. Nothing is kept unless given. */
    public B audit(AuditLog log) {
        audit = log;
        return self();
    }

    /** Sets what is hidden from the audit; {@link Redaction#SECRETS} unless given. */
    public B redaction(Redaction hidden) {
        redaction = hidden;
        return self();
    }

    /** Sets a receiver of what the multiplexer does with clients and commands. */
    public B muxMetrics(MuxMetrics receiver) {
        muxMetrics = receiver;
        return self();
    }

    /**
     * Adds a listener to the commands that are sent to the peer, for tracing. {@link CallListener#PASSING_TRACES} lets
     * the peer, if it is a server that knows traces, know those of the clients.
     */
    public B callListener(CallListener listener) {
        callListeners.add(listener);
        return self();
    }

    final MuxOptions options() {
        return options;
    }

    final ConnectOptions connectOptions() {
        return connectOptions;
    }

    final List<CallListener> callListeners() {
        return callListeners;
    }

    final RelaySettings settings(RoleSource roles) {
        return new RelaySettings(options, roles, audit, redaction, muxMetrics);
    }
}

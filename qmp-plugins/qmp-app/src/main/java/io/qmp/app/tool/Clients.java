package io.qmp.app.tool;

import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Logs;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.client.ClientOptions;
import io.qmp.client.ConnectionLimits;
import io.qmp.client.QgaClient;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.codec.JsonWireCodec;
import io.qmp.program.ToolLine;
import io.qmp.transport.nio.NioTransport;
import io.qmp.transport.nio.NioTransportProvider;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Connects clients for the tools. Nothing is looked up that is known, and the transport on the JDK alone is used where
 * it will do: opening all jars, loading Vert.x and setting up a log take longer each than a command does.
 *
 * @param limit how long connecting may take; empty for the usual limits
 * @param verbose whether what happens is logged
 * @param err where warnings go
 */
record Clients(Optional<Duration> limit, boolean verbose, PrintStream err) {
    /** Makes and reads messages. */
    static final WireCodec CODEC = new JsonWireCodec();

    private static final List<NioTransportProvider> ON_THE_JDK = List.of(new NioTransportProvider());

    static Clients of(ToolLine line, ProcessEnvironment environment) {
        return new Clients(CommonOptions.timeout(line), line.has(CommonOptions.VERBOSE), environment.err());
    }

    /** Connects to a server. The client fails as {@link ExitStatus} knows it. */
    CompletionStage<QmpClient> connect(Peer peer) {
        return connect(peer, client -> client);
    }

    /**
     * Connects to a server, with a client that has more settings.
     *
     * @throws OptionException if it is a guest agent
     */
    CompletionStage<QmpClient> connect(Peer peer, UnaryOperator<QmpClientBuilder> settings) {
        if (peer.agent()) {
            throw new OptionException(peer.address() + " is a guest agent, which has neither events nor an"
                    + " introspection\nexec and shell speak to agents.");
        }
        return connected(builder(peer, settings).connect(peer.address()));
    }

    /** Connects to a guest agent. The client fails as {@link ExitStatus} knows it. */
    CompletionStage<QgaClient> connectAgent(Peer peer) {
        return connectAgent(peer, client -> client);
    }

    /** Connects to a guest agent, with a client that has more settings. */
    CompletionStage<QgaClient> connectAgent(Peer peer, UnaryOperator<QmpClientBuilder> settings) {
        return connected(builder(peer, settings).connectAgent(peer.address()));
    }

    private QmpClientBuilder builder(Peer peer, UnaryOperator<QmpClientBuilder> settings) {
        QmpClientBuilder client = QmpClient.builder().codec(CODEC);
        ConnectOptions options = peer.options();
        boolean onTheJdk = NioTransport.canConnect(peer.address(), options);
        if (onTheJdk) {
            client.transports(Transports.of(ON_THE_JDK));
        }
        if (onTheJdk && !verbose) {
            client.loggers(name -> new WarningLog(name, err));
        } else {
            Logs.show(verbose);
        }
        if (limit.isPresent()) {
            options = options.withTimeout(limit.get());
            client.options(options());
        }
        return settings.apply(client.connectOptions(options));
    }

    /** {@return the options of all clients} */
    ClientOptions options() {
        return limit.isPresent()
                ? ClientOptions.DEFAULT.withConnectionLimits(ConnectionLimits.DEFAULT.withNegotiation(limit.get()))
                : ClientOptions.DEFAULT;
    }

    private static <C> CompletionStage<C> connected(CompletableFuture<C> connecting) {
        return connecting
                .handle((connected, failure) -> failure == null
                        ? CompletableFuture.completedFuture(connected)
                        : CompletableFuture.<C>failedFuture(notConnected(failure)))
                .thenCompose(result -> result);
    }

    /** {@return a failure to connect as one that says so} A peer that does not speak QMP fails otherwise. */
    private static Throwable notConnected(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        boolean known = !(cause instanceof QmpException) || ExitStatus.of(cause) == ExitStatus.NOT_CONNECTED;
        return known ? cause : new NegotiationException(String.valueOf(cause.getMessage()), cause);
    }
}

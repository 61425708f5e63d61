package io.qmp.app.tool;

import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.option.KeyValues;
import io.qmp.app.option.KeyValues.Keys;
import io.qmp.app.option.OptionException;
import io.qmp.app.option.TlsKeys;
import io.qmp.client.ClientOptions;
import io.qmp.client.ConnectionLimits;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A server to connect to.
 *
 * @param address where it listens
 * @param options how to connect
 */
record Peer(QmpAddress address, ConnectOptions options) {
    private static final String DESCRIPTION =
            "Where the server listens: unix:PATH, tcp:HOST:PORT, or without unix: and tcp:. For TLS,"
                    + " ,tls-ca=FILE or ,tls-cert=FILE,tls-key=FILE follow.";

    private static final Keys KEYS = new Keys("address", Keys.union(TlsKeys.NAMES, "address"), Set.of());

    /** {@return the first parameter of every tool: its text is for {@link #parse}} */
    static PositionalParamSpec positional() {
        return PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .paramLabel("ADDRESS")
                .description(DESCRIPTION)
                .build();
    }

    /**
     * {@return the server that a text names}
     *
     * @param text {@code unix:PATH}, a path with a slash in it, {@code tcp:HOST:PORT} or {@code HOST:PORT}; keys for
     *     TLS may follow
     * @throws OptionException if it is of no such form
     */
    static Peer parse(String text) {
        KeyValues keys = KEYS.parse(text);
        ConnectOptions options =
                TlsKeys.options(keys).map(ConnectOptions.DEFAULT::withTls).orElse(ConnectOptions.DEFAULT);
        return new Peer(address(keys.text("address").orElse("")), options);
    }

    private static QmpAddress address(String text) {
        boolean complete = text.startsWith("unix:") || text.startsWith("tcp:");
        String prefix = complete ? "" : text.contains("/") ? "unix:" : "tcp:";
        return OptionException.translate(() -> QmpAddress.parse(prefix + text));
    }

    /** Connects to it; with a limit, so long may that take. */
    CompletionStage<QmpClient> connect(QmpClientBuilder client, Optional<Duration> limit) {
        limit.ifPresent(time -> client.options(
                ClientOptions.DEFAULT.withConnectionLimits(ConnectionLimits.DEFAULT.withNegotiation(time))));
        return client.connectOptions(limit.map(options::withTimeout).orElse(options))
                .connect(address)
                .handle((connected, failure) -> failure == null
                        ? CompletableFuture.completedFuture(connected)
                        : CompletableFuture.<QmpClient>failedFuture(notConnected(failure)))
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

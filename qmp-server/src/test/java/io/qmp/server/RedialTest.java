package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.TextClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A monitor that connects to a client that listens, and connects again; time is driven. */
class RedialTest {
    private static final QmpAddress WHERE = QmpAddress.parse("unix:/client");
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Client client = new Client();
    private final List<String> failures = new ArrayList<>();
    private final Harness harness = new Harness(ServerOptions.DEFAULT, builder -> builder.transport(client));

    /** A client that listens, or does not. */
    private final class Client implements Transport {
        private final List<LocalConnection> connections = new ArrayList<>();
        private Supplier<CompletionStage<Connection>> answer = this::refuse;
        private int attempts;

        private CompletionStage<Connection> refuse() {
            return failedStage(new ConnectFailedException("nobody listens"));
        }

        private CompletionStage<Connection> accept() {
            return completedStage(open());
        }

        private Connection open() {
            LocalConnection.Ends ends = LocalConnection.open(harness.loop, "the client", "the server");
            connections.add(ends.first());
            return ends.second();
        }

        TextClient next() {
            return new TextClient(harness.loop, connections.remove(0));
        }

        @Override
        public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop) {
            attempts++;
            return answer.get();
        }

        @Override
        public EventLoop newEventLoop() {
            return harness.loop;
        }

        @Override
        public CompletionStage<Listener> listen(
                QmpAddress address, ListenOptions options, EventLoop loop, Consumer<Connection> acceptor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> close() {
            return completedStage(null);
        }
    }

    private void dial(MonitorOptions options) {
        harness.server.keepDialing(
                WHERE,
                options.withLabel("m0"),
                ConnectOptions.DEFAULT,
                new Redial(PAUSE, failure -> failures.add(String.valueOf(failure.getMessage()))));
        harness.loop.runPending();
    }

    private String place() {
        return harness.server.context().monitors().get(0).address();
    }

    @Test
    void triesUntilSomebodyListensAndReportsOnce() {
        dial(MonitorOptions.DEFAULT);
        harness.loop.advance(PAUSE.multipliedBy(3));
        assertThat(client.attempts).isEqualTo(4);
        assertThat(failures).containsExactly("nobody listens");
        assertThat(place()).isEqualTo("disconnected:unix:/client");

        client.answer = client::accept;
        harness.loop.advance(PAUSE);
        assertThat(client.next().next()).startsWith("{\"QMP\"");
        assertThat(place()).isEqualTo("unix:/client");
        harness.close();
    }

    @Test
    void connectsAgainWhenTheClientHasLeft() {
        client.answer = client::accept;
        dial(MonitorOptions.DEFAULT);
        for (int i = 1; i <= 3; i++) {
            TextClient connected = client.next();
            assertThat(connected.next()).startsWith("{\"QMP\"");
            assertThat(connected.ask("{'execute':'qmp_capabilities'}")).isEqualTo("{\"return\": {}}");
            connected.close();
            assertThat(place()).isEqualTo("disconnected:unix:/client");
            harness.loop.advance(PAUSE.minusMillis(1));
            assertThat(client.attempts).isEqualTo(i);
            harness.loop.advance(Duration.ofMillis(1));
            assertThat(client.attempts).isEqualTo(i + 1);
        }
        assertThat(harness.server.context().monitors()).hasSize(1);
        assertThat(failures).isEmpty();
        harness.close();
    }

    @Test
    void reportsAgainAfterAConnectionThatWasLost() {
        dial(MonitorOptions.DEFAULT);
        client.answer = client::accept;
        harness.loop.advance(PAUSE);
        client.answer = client::refuse;
        client.next().close();
        harness.loop.advance(PAUSE.multipliedBy(2));
        assertThat(failures).containsExactly("nobody listens", "nobody listens");
        harness.close();
    }

    @Test
    void aTransportThatThrowsOrGivesNothingIsAskedAgain() {
        client.answer = () -> {
            throw new StackOverflowError("thrown");
        };
        dial(MonitorOptions.DEFAULT);
        client.answer = () -> completedStage(null);
        harness.loop.advance(PAUSE);
        assertThat(failures).hasSize(1);
        assertThat(client.attempts).isEqualTo(2);
        harness.close();
    }

    @Test
    void aReportThatThrowsDoesNotEndTheAttempts() {
        harness.server.keepDialing(WHERE, MonitorOptions.DEFAULT, ConnectOptions.DEFAULT, new Redial(PAUSE, failure -> {
            throw new IllegalStateException("thrown by the report");
        }));
        harness.loop.advance(PAUSE);
        assertThat(client.attempts).isEqualTo(2);
        harness.close();
    }

    @Test
    void aWrapperThatThrowsLosesItsConnectionOnly() {
        client.answer = client::accept;
        List<Connection> wrapped = new ArrayList<>();
        dial(MonitorOptions.DEFAULT.withWrapper(connection -> {
            wrapped.add(connection);
            if (wrapped.size() == 1) {
                throw new IllegalStateException("thrown by the wrapper");
            }
            return connection;
        }));
        harness.loop.advance(PAUSE);
        client.next();
        assertThat(client.next().next()).startsWith("{\"QMP\"");
        harness.close();
    }

    @Test
    void theEndOfTheServerEndsTheAttempts() {
        CompletableFuture<Connection> late = new CompletableFuture<>();
        client.answer = () -> late;
        dial(MonitorOptions.DEFAULT);
        harness.server.shutdown(ShutdownCause.HOST_SIGNAL);
        harness.loop.runPending();
        Connection connection = client.open();
        TextClient connected = client.next();
        late.complete(connection);
        harness.loop.runPending();
        assertThat(connected.isClosed()).isTrue();
        harness.close();
        assertThat(client.attempts).isEqualTo(1);
        assertThatThrownBy(() -> dial(MonitorOptions.DEFAULT)).isInstanceOf(WrongStateException.class);
    }

    @Test
    void thePauseIsMoreThanZero() {
        assertThatThrownBy(() -> new Redial(Duration.ZERO, failure -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pause: must be more than zero, not PT0S");
        harness.close();
    }

    @Test
    void aServerWithoutATransportSaysSo() {
        harness.close();
        try (Harness without = new Harness()) {
            assertThatThrownBy(() -> without.server.keepDialing(
                            WHERE, MonitorOptions.DEFAULT, ConnectOptions.DEFAULT, new Redial(PAUSE, failure -> {})))
                    .isInstanceOf(WrongStateException.class);
            assertThat(without.server.context().monitors()).isEmpty();
        }
    }

    @Test
    void eventsReachTheRecordWhileNobodyListens() {
        List<String> record = new ArrayList<>();
        dial(MonitorOptions.DEFAULT.withStream(MonitorStream.PLAIN.withUnheard(bytes -> record.add(
                java.nio.charset.StandardCharsets.US_ASCII.decode(bytes).toString()))));
        harness.close();
        assertThat(record).hasSize(1).first().asString().contains("SHUTDOWN");
        assertThat(Optional.of(client.attempts)).contains(1);
    }
}

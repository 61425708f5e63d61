package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.TextClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What plugins receive from a transport that breaks its contract. */
class LentTransportFaultsTest {
    private static final QmpAddress WHERE = QmpAddress.parse("unix:/there");

    private Supplier<@Nullable CompletionStage<Connection>> answer = CompletableFuture::new;
    private final Harness harness = new Harness(ServerOptions.DEFAULT, builder -> builder.transport(new Scripted()));

    private final class Scripted implements Transport {
        @Override
        public EventLoop newEventLoop() {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("NullAway") // a bad transport
        public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop) {
            return answer.get();
        }

        @Override
        @SuppressWarnings("NullAway") // a bad transport
        public CompletionStage<Listener> listen(
                QmpAddress address, ListenOptions options, EventLoop loop, Consumer<Connection> acceptor) {
            CompletionStage<Connection> given = answer.get();
            return given == null ? null : given.thenApply(connection -> null);
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }

    private CompletableFuture<Connection> connect() {
        CompletableFuture<Connection> attempt =
                harness.plugin.server().connect(WHERE, ConnectOptions.DEFAULT).toCompletableFuture();
        harness.loop.runPending();
        return attempt;
    }

    private CompletableFuture<Listener> listen() {
        CompletableFuture<Listener> attempt = harness.plugin
                .server()
                .listen(WHERE, ListenOptions.DEFAULT, Connection::abort)
                .toCompletableFuture();
        harness.loop.runPending();
        return attempt;
    }

    @Test
    void whateverItDoesTheStageFailsAndTheServerGoesOn() {
        List<Supplier<@Nullable CompletionStage<Connection>>> faults = List.of(
                () -> {
                    throw new IllegalStateException("no");
                },
                () -> {
                    throw new NoClassDefFoundError("org/example/Gone");
                },
                () -> null,
                () -> CompletableFuture.failedStage(new StackOverflowError()),
                () -> CompletableFuture.completedStage(null));
        try (harness) {
            for (Supplier<@Nullable CompletionStage<Connection>> fault : faults) {
                answer = fault;
                assertThatThrownBy(connect()::join).hasCauseInstanceOf(ConnectFailedException.class);
                assertThatThrownBy(listen()::join).hasCauseInstanceOf(ConnectFailedException.class);
            }
            assertThat(harness.ready().ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
        }
    }

    @Test
    void whatItCompletesOnAnotherThreadReachesThePluginOnTheLoop() throws Exception {
        CompletableFuture<Connection> later = new CompletableFuture<>();
        answer = () -> later;
        List<Boolean> onLoop = new ArrayList<>();
        try (harness) {
            connect().thenAccept(connection -> onLoop.add(harness.loop.inLoop()));
            Thread other = new Thread(() -> later.complete(
                    LocalConnection.open(harness.loop, "one", "other").first()));
            other.start();
            other.join();
            assertThat(onLoop).isEmpty();
            harness.loop.runPending();

            assertThat(onLoop).containsExactly(true);
        }
    }

    @Test
    void anAttemptThatNeverEndsEndsInTime() {
        try (harness) {
            CompletableFuture<Connection> attempt = connect();
            harness.loop.advance(ConnectOptions.DEFAULT.timeout().multipliedBy(2));

            assertThatThrownBy(attempt::join).hasCauseInstanceOf(ConnectFailedException.class);
        }
    }

    @Test
    void aConnectionThatComesAfterTheEndOfTheServerIsAborted() {
        CompletableFuture<Connection> later = new CompletableFuture<>();
        answer = () -> later;
        LocalConnection.Ends ends = LocalConnection.open(harness.loop, "one", "other");
        CompletableFuture<Connection> attempt;
        try (harness) {
            attempt = connect();
        }
        TextClient peer = new TextClient(harness.loop, ends.second());
        later.complete(ends.first());
        harness.loop.runPending();

        assertThatThrownBy(attempt::join).hasCauseInstanceOf(WrongStateException.class);
        assertThat(peer.isClosed()).isTrue();
    }
}

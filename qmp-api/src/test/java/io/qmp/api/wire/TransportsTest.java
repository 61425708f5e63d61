package io.qmp.api.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which transport an address gets, and that futures end whatever transports do. */
class TransportsTest {
    private static final QmpAddress A = QmpAddress.parse("a:x");
    private static final QmpAddress B = QmpAddress.parse("b:x");

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final LocalConnection.Ends ends = LocalConnection.open(loop, "one", "other");
    private final LocalConnection connection = ends.first();

    /** A transport that answers as it is told, and counts. */
    private final class Scripted implements Transport {
        private final Supplier<@Nullable CompletionStage<Connection>> answer;
        private int asked;
        private int closed;

        Scripted(Supplier<@Nullable CompletionStage<Connection>> answer) {
            this.answer = answer;
        }

        @Override
        public EventLoop newEventLoop() {
            return loop;
        }

        @Override
        @SuppressWarnings("NullAway") // a bad transport
        public CompletionStage<Listener> listen(
                QmpAddress address, ListenOptions options, EventLoop where, Consumer<Connection> acceptor) {
            asked++;
            CompletionStage<Connection> given = answer.get();
            return given == null ? null : given.thenApply(made -> made == null ? null : new Silent(address));
        }

        @Override
        @SuppressWarnings("NullAway") // a bad transport
        public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop where) {
            asked++;
            return answer.get();
        }

        @Override
        public CompletionStage<Void> close() {
            closed++;
            throw new IllegalStateException("cannot close");
        }
    }

    private record Silent(QmpAddress address) implements Listener {
        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedStage(null);
        }
    }

    private record Provider(
            String name, Set<String> schemes, int priority, Optional<String> unavailable, Transport transport)
            implements TransportProvider {
        @Override
        public Transport open() {
            return transport;
        }
    }

    private Scripted good() {
        return new Scripted(() -> CompletableFuture.completedStage(connection));
    }

    private static Provider provider(String name, int priority, Transport transport, String... schemes) {
        return new Provider(name, Set.of(schemes), priority, Optional.empty(), transport);
    }

    private CompletableFuture<Connection> connect(Transport transport, QmpAddress address) {
        return transport.connect(address, ConnectOptions.DEFAULT, loop).toCompletableFuture();
    }

    private static ConnectFailedException failure(CompletableFuture<?> attempt) {
        assertTrue(attempt.isDone(), "the future has not ended");
        return assertInstanceOf(
                ConnectFailedException.class,
                assertThrows(CompletionException.class, attempt::join).getCause());
    }

    @Test
    void theHighestPriorityThatServesTheSchemeIsChosen() {
        Scripted low = good();
        Scripted high = good();
        Scripted other = good();
        Transport all = Transports.of(List.of(
                        provider("low", 1, low, "a"),
                        provider("high", 9, high, "a"),
                        provider("other", 50, other, "b")))
                .open();
        assertSame(connection, connect(all, A).join());
        assertEquals(1, high.asked);
        assertEquals(0, low.asked);
        connect(all, B).join();
        assertEquals(1, other.asked);
    }

    @Test
    void amongEqualsTheNameDecides() {
        Scripted first = good();
        Transport all = Transports.of(List.of(provider("z", 1, good(), "a"), provider("m", 1, first, "a")))
                .open();
        connect(all, A).join();
        assertEquals(1, first.asked);
    }

    @Test
    void oneThatIsNotAvailableIsPassedOver() {
        Scripted low = good();
        Provider high = new Provider("high", Set.of("a"), 9, Optional.of("its library is missing"), good());
        Transports all = Transports.of(List.of(high, provider("low", 1, low, "a")));
        connect(all.open(), A).join();
        assertEquals(1, low.asked);
        assertTrue(all.toString().contains("its library is missing"), all.toString());
        String refused = assertThrows(IllegalStateException.class, () -> all.only("high"))
                .getMessage();
        assertTrue(refused.contains("its library is missing"), refused);
    }

    @Test
    void oneCanBeNamed() {
        Scripted low = good();
        Transports all = Transports.of(List.of(provider("high", 9, good(), "a"), provider("low", 1, low, "a")));
        connect(all.only("low").open(), A).join();
        assertEquals(1, low.asked);
        assertThrows(IllegalStateException.class, () -> all.only("none"));
    }

    @Test
    void anUnknownSchemeFailsAndNamesWhatThereIs() {
        Transports all = Transports.of(List.of(provider("high", 9, good(), "a", "c"), provider("low", 1, good(), "b")));
        ConnectFailedException failure = failure(connect(all.open(), QmpAddress.parse("vsock:3:1")));
        assertEquals(Reason.UNKNOWN_SCHEME, failure.reason());
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("vsock") && message.contains("high (a, c); low (b)"), message);
        assertThrows(ConnectFailedException.class, () -> all.openFor(QmpAddress.parse("vsock:3:1")));
        failure(all.open()
                .listen(QmpAddress.parse("vsock:3:1"), ListenOptions.DEFAULT, loop, Connection::abort)
                .toCompletableFuture());
    }

    @Test
    void noTransportAtAllSaysWhatToInstall() {
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> Transports.of(List.of()).open())
                .getMessage();
        assertTrue(message.contains("qmp-transport-vertx"), message);
    }

    @Test
    void closingClosesAllThatWereOpenedAndEndsWhateverTheyThrow() {
        Scripted one = good();
        Scripted two = good();
        Scripted unused = good();
        Transport all = Transports.of(List.of(
                        provider("one", 3, one, "a"), provider("two", 2, two, "b"), provider("unused", 1, unused, "c")))
                .open();
        connect(all, B).join();
        assertTrue(all.close().toCompletableFuture().isDone());
        assertEquals(List.of(1, 1, 0), List.of(one.closed, two.closed, unused.closed));
        failure(connect(all, QmpAddress.parse("c:x")));
    }

    @Test
    void whateverATransportThrowsTheFutureEnds() {
        List<Supplier<@Nullable CompletionStage<Connection>>> bad = List.of(
                () -> {
                    throw new IllegalStateException("no");
                },
                () -> {
                    throw new NoClassDefFoundError("io/netty/Gone");
                },
                () -> null,
                () -> CompletableFuture.failedStage(new StackOverflowError()),
                () -> CompletableFuture.completedStage(null));
        for (var answer : bad) {
            Transport contained = Transports.contained(new Scripted(answer));
            failure(connect(contained, A));
            failure(contained
                    .listen(A, ListenOptions.DEFAULT, loop, Connection::abort)
                    .toCompletableFuture());
        }
    }

    @Test
    void oneThatCannotBeOpenedFailsItsOwnAddressesOnly() {
        TransportProvider broken = new TransportProvider() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Set<String> schemes() {
                return Set.of("a");
            }

            @Override
            public Transport open() {
                throw new NoClassDefFoundError("io/netty/Gone");
            }
        };
        Transport all =
                Transports.of(List.of(provider("main", 1, good(), "b"), broken)).open();
        assertTrue(String.valueOf(failure(connect(all, A)).getMessage()).contains("io/netty/Gone"));
        assertSame(connection, connect(all, B).join());
    }

    /** Calls back twice. */
    private static final class Stutter extends CompletableFuture<Connection> {
        private final transient Connection first;
        private final transient Connection second;

        Stutter(Connection first, Connection second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public CompletableFuture<Connection> whenComplete(BiConsumer<? super Connection, ? super Throwable> action) {
            action.accept(first, null);
            action.accept(second, null);
            return this;
        }
    }

    @Test
    void aConnectionThatComesTwiceStaysAndAnotherOneIsAborted() {
        LocalConnection.Ends more = LocalConnection.open(loop, "one", "other");
        Recorder stays = new Recorder(ends.second());
        Recorder goes = new Recorder(more.second());
        assertSame(
                connection,
                connect(Transports.contained(new Scripted(() -> new Stutter(connection, connection))), A)
                        .join());
        assertSame(
                connection,
                connect(Transports.contained(new Scripted(() -> new Stutter(connection, more.first()))), A)
                        .join());
        loop.runPending();
        assertEquals(List.of(0, 1), List.of(stays.ends, goes.ends));
    }

    private static final class Recorder implements ConnectionHandler {
        private int ends;

        Recorder(Connection connection) {
            connection.handler(this);
        }

        @Override
        public void received(ByteBuffer bytes) {}

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            ends++;
        }
    }

    @Test
    void aConnectionThatNobodyWaitsForAnyMoreIsAborted() {
        CompletableFuture<Connection> late = new CompletableFuture<>();
        CompletableFuture<Connection> attempt = connect(Transports.contained(new Scripted(() -> late)), A);
        attempt.cancel(false);
        Recorder peer = new Recorder(ends.second());
        late.complete(connection);
        loop.runPending();
        assertEquals(1, peer.ends);
    }
}

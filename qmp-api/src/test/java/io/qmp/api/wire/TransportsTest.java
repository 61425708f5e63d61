package io.qmp.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which transport an address gets, and that futures end whatever transports do. */
class TransportsTest {
    private static final QmpAddress A = QmpAddress.parse("a:x");
    private static final QmpAddress B = QmpAddress.parse("b:x");

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final LocalConnection.Ends ends = LocalConnection.open(loop, "one", "other");
    private final LocalConnection connection = ends.first();

    /** A transport with scripted answers, which counts calls. */
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
        assertThat(attempt.isDone()).as("the future has not ended").isTrue();
        return assertThat(assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(attempt::join)
                        .actual()
                        .getCause())
                .asInstanceOf(InstanceOfAssertFactories.type(ConnectFailedException.class))
                .actual();
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
        assertThat(connect(all, A).join()).isSameAs(connection);
        assertThat(high.asked).isEqualTo(1);
        assertThat(low.asked).isEqualTo(0);
        connect(all, B).join();
        assertThat(other.asked).isEqualTo(1);
    }

    @Test
    void aTransportThatTakesNoOtherLoopsSaysWhatToDo() {
        Scripted picky = new Scripted(() -> {
            throw new IllegalArgumentException("the loop must be one of this transport");
        });
        Transport all = Transports.of(List.of(provider("main", 9, good(), "a"), provider("picky", 1, picky, "b")))
                .open();
        assertThat(failure(connect(all, B)))
                .hasMessageStartingWith(B + " cannot be used: the loop must be one of this transport\n")
                .hasMessageContaining("make client or server for an address of the scheme 'b'");
        CompletableFuture<Listener> listening =
                all.listen(B, ListenOptions.DEFAULT, loop, accepted -> {}).toCompletableFuture();
        assertThat(failure(listening)).hasMessageContaining("or name the transport");
    }

    @Test
    void amongEqualsTheNameDecides() {
        Scripted first = good();
        Transport all = Transports.of(List.of(provider("z", 1, good(), "a"), provider("m", 1, first, "a")))
                .open();
        connect(all, A).join();
        assertThat(first.asked).isEqualTo(1);
    }

    @Test
    void oneThatIsNotAvailableIsPassedOver() {
        Scripted low = good();
        Provider high = new Provider("high", Set.of("a"), 9, Optional.of("its library is missing"), good());
        Transports all = Transports.of(List.of(high, provider("low", 1, low, "a")));
        connect(all.open(), A).join();
        assertThat(low.asked).isEqualTo(1);
        assertThat(all.toString().contains("its library is missing"))
                .as(all.toString())
                .isTrue();
        String refused = assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> all.only("high"))
                .actual()
                .getMessage();
        assertThat(refused.contains("its library is missing")).as(refused).isTrue();
    }

    @Test
    void oneCanBeNamed() {
        Scripted low = good();
        Transports all = Transports.of(List.of(provider("high", 9, good(), "a"), provider("low", 1, low, "a")));
        connect(all.only("low").open(), A).join();
        assertThat(low.asked).isEqualTo(1);
        assertThatThrownBy(() -> all.only("none")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUnknownSchemeFailsAndNamesWhatThereIs() {
        Transports all = Transports.of(List.of(provider("high", 9, good(), "a", "c"), provider("low", 1, good(), "b")));
        ConnectFailedException failure = failure(connect(all.open(), QmpAddress.parse("vsock:3:1")));
        assertThat(failure.reason()).isEqualTo(Reason.UNKNOWN_SCHEME);
        String message = String.valueOf(failure.getMessage());
        assertThat(message.contains("vsock") && message.contains("high (a, c); low (b)"))
                .as(message)
                .isTrue();
        assertThatThrownBy(() -> all.openFor(QmpAddress.parse("vsock:3:1"))).isInstanceOf(ConnectFailedException.class);
        failure(all.open()
                .listen(QmpAddress.parse("vsock:3:1"), ListenOptions.DEFAULT, loop, Connection::abort)
                .toCompletableFuture());
    }

    @Test
    void noTransportAtAllSaysWhatToInstall() {
        String message = assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Transports.of(List.of()).open())
                .actual()
                .getMessage();
        assertThat(message.contains("qmp-transport-vertx")).as(message).isTrue();
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
        assertThat(all.close().toCompletableFuture().isDone()).isTrue();
        assertThat(List.of(one.closed, two.closed, unused.closed)).isEqualTo(List.of(1, 1, 0));
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
        assertThat(String.valueOf(failure(connect(all, A)).getMessage()).contains("io/netty/Gone"))
                .isTrue();
        assertThat(connect(all, B).join()).isSameAs(connection);
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
        assertThat(connect(Transports.contained(new Scripted(() -> new Stutter(connection, connection))), A)
                        .join())
                .isSameAs(connection);
        assertThat(connect(Transports.contained(new Scripted(() -> new Stutter(connection, more.first()))), A)
                        .join())
                .isSameAs(connection);
        loop.runPending();
        assertThat(List.of(stays.ends, goes.ends)).isEqualTo(List.of(0, 1));
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
        assertThat(peer.ends).isEqualTo(1);
    }

    @Test
    void whatATransportCompletesOnAnotherThreadEndsOnTheLoop() throws Exception {
        CompletableFuture<Connection> good = new CompletableFuture<>();
        CompletableFuture<Connection> bad = new CompletableFuture<>();
        List<Boolean> onLoop = new ArrayList<>();
        for (CompletableFuture<Connection> answer : List.of(good, bad)) {
            Transport contained = Transports.contained(new Scripted(() -> answer));
            connect(contained, A).whenComplete((made, failure) -> onLoop.add(loop.inLoop()));
            contained
                    .listen(A, ListenOptions.DEFAULT, loop, Connection::abort)
                    .whenComplete((made, failure) -> onLoop.add(loop.inLoop()));
        }
        Thread other = new Thread(() -> {
            good.complete(connection);
            bad.completeExceptionally(new IllegalStateException("no"));
        });
        other.start();
        other.join();

        assertThat(onLoop).isEmpty();
        loop.runPending();
        assertThat(onLoop).containsExactly(true, true, true, true);
    }

    @Test
    void aTransportThatCompletesAfterTheEndOfTheLoopEndsTheFuture() throws Exception {
        CompletableFuture<Connection> late = new CompletableFuture<>();
        EventLoop ended = new ForwardingEventLoop(loop) {
            @Override
            public void execute(Runnable task) {
                throw new RejectedExecutionException("the loop has ended");
            }
        };
        CompletableFuture<Connection> attempt = Transports.contained(new Scripted(() -> late))
                .connect(A, ConnectOptions.DEFAULT, ended)
                .toCompletableFuture();
        Thread other = new Thread(() -> late.completeExceptionally(new IllegalStateException("closed")));
        other.start();
        other.join();

        assertThat(failure(attempt)).hasMessageContaining("closed");
    }

    @Test
    void anAttemptThatNeverEndsIsOverAfterTwiceItsLimit() {
        CompletableFuture<Connection> never = new CompletableFuture<>();
        Recorder peer = new Recorder(ends.second());
        List<CompletableFuture<Connection>> attempts = new ArrayList<>();
        loop.execute(() -> attempts.add(connect(Transports.contained(new Scripted(() -> never)), A)));
        loop.advance(ConnectOptions.DEFAULT.timeout());
        assertThat(attempts.get(0)).isNotDone();
        loop.advance(ConnectOptions.DEFAULT.timeout());

        assertThat(failure(attempts.get(0)).reason()).isEqualTo(Reason.TIMED_OUT);
        never.complete(connection);
        loop.runPending();
        assertThat(peer.ends).as("a connection that comes later is aborted").isEqualTo(1);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void anAttemptThatEndsLeavesNoTimer() {
        CompletableFuture<Connection> soon = new CompletableFuture<>();
        ConnectOptions forEver = ConnectOptions.DEFAULT.withTimeout(Duration.ofSeconds(Long.MAX_VALUE));
        loop.execute(() -> Transports.contained(new Scripted(() -> soon)).connect(A, forEver, loop));
        loop.runPending();
        assertThat(loop.timers()).isEqualTo(1);
        soon.complete(connection);
        loop.runPending();

        assertThat(loop.timers()).isZero();
    }
}

package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.Event;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.client.operation.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconnectTest {
    private static final QmpAddress ADDRESS = QmpAddress.parse("unix:/run/vm.qmp");

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final Net net = new Net();
    private final List<String> states = new ArrayList<>();
    private final List<String> resyncs = new ArrayList<>();
    private final QmpClientBuilder builder = QmpClient.builder()
            .transport(net)
            .loop(loop)
            .stateListener((before, now, cause) -> states.add(
                    now + cause.map(c -> " " + c.getClass().getSimpleName()).orElse("")))
            .reconnect(ReconnectPolicy.within(Duration.ofMinutes(1)).withResync(client -> {
                resyncs.add(client.state().toString());
                return client.execute("query-status", QmpObject.EMPTY);
            }));

    private void negotiate(ScriptedPeer peer) {
        peer.send(ScriptedPeer.GREETING);
        peer.answer("{}");
    }

    @Test
    void comesBackWithItsSubscriptions() throws InterruptedException {
        ScriptedPeer first = net.newPeer();
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        QmpClient client = connecting.join();
        var events = client.subscribe();
        var pending = client.execute("pending", QmpObject.EMPTY);
        first.event("BEFORE");
        first.close();

        failure(ConnectionLostException.class, pending);
        var meanwhile = client.execute("meanwhile", QmpObject.EMPTY);
        loop.runPending();
        assertTrue(failure(WrongStateException.class, meanwhile).notSent());

        ScriptedPeer second = net.newPeer();
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        second.event("AFTER");
        assertEquals("query-status", ScriptedPeer.name(second.next()));
        assertEquals("BEFORE", EventsTest.words(events.poll(Duration.ZERO).orElseThrow()));
        assertEquals(
                "RECONNECTED 0", EventsTest.words(events.poll(Duration.ZERO).orElseThrow()));
        assertEquals("AFTER", EventsTest.words(events.poll(Duration.ZERO).orElseThrow()));
        assertEquals(List.of("RUNNING"), resyncs);
        assertEquals(
                List.of(
                        "CONNECTING",
                        "NEGOTIATING",
                        "RUNNING",
                        "CONNECTING ConnectionLostException",
                        "NEGOTIATING",
                        "RUNNING"),
                states);
    }

    @Test
    void aMonitorThatWasMadeAnewIsALossToComeBackFrom() {
        ScriptedPeer first = net.newPeer();
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        QmpClient client = connecting.join();
        var pending = client.execute("pending", QmpObject.EMPTY);
        first.next();
        first.send(ScriptedPeer.GREETING);
        failure(ConnectionLostException.class, pending);
        assertTrue(first.isClosed());

        ScriptedPeer second = net.newPeer();
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        assertEquals(ClientState.RUNNING, client.state());
        assertEquals(List.of("query-status"), second.requested());
    }

    @Test
    void aResyncThatThrowsCostsNothing() {
        ScriptedPeer first = net.newPeer();
        var connecting = builder.reconnect(
                        ReconnectPolicy.within(Duration.ofMinutes(1)).withResync(client -> {
                            throw new AssertionError("foreign");
                        }))
                .connect(ADDRESS)
                .toCompletableFuture();
        loop.runPending();
        negotiate(first);
        first.close();
        ScriptedPeer second = net.newPeer();
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        var command = connecting.join().execute("query-x", QmpObject.EMPTY);
        second.answer("1");

        assertEquals(QmpValue.of(1), command.join());
    }

    @Test
    void thePeerIsAskedAnewWhatItKnows() {
        ScriptedPeer first = net.newPeer();
        var connecting = builder.checkPeer(true).connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        QmpClient client = connecting.join();
        var before = client.peerSchema();
        first.answer("[]");
        first.close();

        ScriptedPeer second = net.newPeer();
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        second.answer("[{\"name\": \"query-status\", \"meta-type\": \"command\", \"arg-type\": \"0\","
                + " \"ret-type\": \"0\"}, {\"name\": \"0\", \"meta-type\": \"object\", \"members\": []}]");
        assertEquals(List.of("query-status"), second.requested());
        assertTrue(before.join().entities().isEmpty());
        client.close();
    }

    @Test
    void triesEverLessOftenAndGivesUp() {
        ScriptedPeer first = net.newPeer();
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        first.close();
        loop.advance(Duration.ofSeconds(1));
        int soon = net.attempts;
        loop.advance(Duration.ofMinutes(2));

        assertTrue(soon >= 3 && soon <= 6, soon + " attempts");
        assertTrue(net.attempts > 10 && net.attempts < 30, net.attempts + " attempts");
        assertEquals(ClientState.CLOSED, connecting.join().state());
        assertEquals("CLOSED ConnectFailedException", states.get(states.size() - 1));
        assertEquals(0, loop.timers());
    }

    @Test
    void doesNotComeBackOnceClosed() {
        ScriptedPeer first = net.newPeer();
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        first.close();
        connecting.join().close();
        loop.runPending();
        assertEquals(0, loop.timers());
        net.newPeer();
        loop.advance(Duration.ofMinutes(2));

        assertEquals(1, net.attempts);
        assertEquals(ClientState.CLOSED, connecting.join().state());
    }

    @Test
    void isToldOfTheLossAtOnce() {
        ScriptedPeer first = net.newPeer();
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        QmpClient client = connecting.join();
        List<String> told = new ArrayList<>();
        client.listen(new EventListener() {
            @Override
            public void event(Event event) {}

            @Override
            public void lost(QmpException cause) {
                told.add(cause.getClass().getSimpleName());
            }

            @Override
            public void reconnected() {
                told.add("reconnected");
            }
        });
        var quit = Operations.of(client).quit(Duration.ofMinutes(5));
        first.answer("{}");
        first.close();
        assertEquals(List.of("ConnectionLostException"), told);
        assertEquals(Nothing.NOTHING, quit.join());

        ScriptedPeer second = net.newPeer();
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        assertEquals(List.of("ConnectionLostException", "reconnected"), told);
    }

    @Test
    void attemptsThatFailLeaveOneMark() throws InterruptedException {
        ScriptedPeer first = net.newPeer();
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        var events = connecting.join().subscribe(event -> true, new EventBuffer(2, Overflow.dropOldest()));
        first.event("BEFORE");
        first.close();
        for (int i = 0; i < 3; i++) {
            ScriptedPeer busy = net.newPeer();
            loop.advance(Duration.ofSeconds(1));
            busy.close();
        }

        assertEquals("BEFORE", EventsTest.words(events.poll(Duration.ZERO).orElseThrow()));
        assertEquals(
                "RECONNECTED 0", EventsTest.words(events.poll(Duration.ZERO).orElseThrow()));
        assertTrue(events.poll(Duration.ZERO).isEmpty());
    }

    @Test
    void theMarkOfALossIsNotLost() throws InterruptedException {
        ScriptedPeer first = net.newPeer();
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        var events = connecting.join().subscribe(event -> true, new EventBuffer(1, Overflow.dropOldest()));
        first.close();
        ScriptedPeer second = net.newPeer();
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        second.event("AFTER");

        assertEquals(
                "RECONNECTED 0", EventsTest.words(events.poll(Duration.ZERO).orElseThrow()));
        assertEquals("AFTER", EventsTest.words(events.poll(Duration.ZERO).orElseThrow()));
    }

    @Test
    void canBeCancelledWhileItWaitsForAServer() {
        var connecting =
                builder.connectWithin(Duration.ofSeconds(10)).connect(ADDRESS).toCompletableFuture();
        loop.advance(Duration.ofSeconds(1));
        connecting.cancel(false);
        loop.runPending();

        assertEquals("CLOSED", states.get(states.size() - 1));
        assertEquals(0, loop.timers());
    }

    @Test
    void doesNotWaitForAServerThatHasEnded() {
        CompletableFuture<String> exit = new CompletableFuture<>();
        var connecting = builder.connectWithin(Duration.ofSeconds(10))
                .giveUpWhen(exit)
                .connect(ADDRESS)
                .toCompletableFuture();
        loop.advance(Duration.ofSeconds(1));
        exit.complete("exit status 1");
        loop.runPending();

        assertEquals(
                Reason.SERVER_ENDED,
                failure(ConnectFailedException.class, connecting).reason());
        assertEquals(0, loop.timers());
    }

    @Test
    void doesNotTryAgainToConnectAtFirst() {
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();

        failure(ConnectFailedException.class, connecting);
        assertEquals(1, net.attempts);
    }

    @Test
    void waitsForAServerIfToldTo() {
        var connecting =
                builder.connectWithin(Duration.ofSeconds(10)).connect(ADDRESS).toCompletableFuture();
        loop.advance(Duration.ofSeconds(5));
        assertTrue(net.attempts > 10);
        ScriptedPeer late = net.newPeer();
        loop.advance(Duration.ofSeconds(1));
        negotiate(late);

        assertEquals(ClientState.RUNNING, connecting.join().state());
    }

    @Test
    void waitsNoLongerThanToldTo() {
        var connecting =
                builder.connectWithin(Duration.ofSeconds(10)).connect(ADDRESS).toCompletableFuture();
        loop.advance(Duration.ofSeconds(10));

        assertEquals(
                Reason.NOBODY_LISTENS,
                failure(ConnectFailedException.class, connecting).reason());
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"DENIED", "INSECURE"})
    void doesNotWaitForWhatDoesNotComeWithTime(Reason reason) {
        net.reason = reason;
        var connecting =
                builder.connectWithin(Duration.ofSeconds(10)).connect(ADDRESS).toCompletableFuture();
        loop.runPending();

        assertEquals(reason, failure(ConnectFailedException.class, connecting).reason());
    }

    /** Connects to the peers that a test provides, and to nobody if it has not. */
    private final class Net implements Transport {
        private final Queue<ScriptedPeer> peers = new ArrayDeque<>();
        private int attempts;
        private Reason reason = Reason.NOBODY_LISTENS;

        ScriptedPeer newPeer() {
            ScriptedPeer peer = new ScriptedPeer(loop);
            peers.add(peer);
            return peer;
        }

        @Override
        public EventLoop newEventLoop() {
            return loop;
        }

        @Override
        public CompletionStage<Listener> listen(
                QmpAddress address, ListenOptions options, EventLoop where, Consumer<Connection> acceptor) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop where) {
            attempts++;
            return peers.isEmpty()
                    ? CompletableFuture.failedFuture(new ConnectFailedException(reason, "nobody there", null))
                    : CompletableFuture.completedFuture(peers.remove().connection());
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }
}

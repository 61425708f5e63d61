package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.operation.Operations;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconnectTest {
    private static final QmpAddress ADDRESS = QmpAddress.parse("unix:/run/vm.qmp");

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final ScriptedNetwork net = new ScriptedNetwork(loop);
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
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
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
        assertThat(failure(WrongStateException.class, meanwhile).notSent()).isTrue();

        ScriptedPeer second = net.add(new ScriptedPeer(loop));
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        second.event("AFTER");
        assertThat(ScriptedPeer.name(second.next())).isEqualTo("query-status");
        assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("BEFORE");
        assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("RECONNECTED 0");
        assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("AFTER");
        assertThat(resyncs).isEqualTo(List.of("RUNNING"));
        assertThat(states)
                .isEqualTo(List.of(
                        "CONNECTING",
                        "NEGOTIATING",
                        "RUNNING",
                        "CONNECTING ConnectionLostException",
                        "NEGOTIATING",
                        "RUNNING"));
    }

    @Test
    void aMonitorThatWasMadeAnewIsALossToComeBackFrom() {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        QmpClient client = connecting.join();
        var pending = client.execute("pending", QmpObject.EMPTY);
        first.next();
        first.send(ScriptedPeer.GREETING);
        failure(ConnectionLostException.class, pending);
        assertThat(first.isClosed()).isTrue();

        ScriptedPeer second = net.add(new ScriptedPeer(loop));
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
        assertThat(second.requested()).isEqualTo(List.of("query-status"));
    }

    @Test
    void aResyncThatThrowsCostsNothing() {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var connecting = builder.reconnect(
                        ReconnectPolicy.within(Duration.ofMinutes(1)).withResync(client -> {
                            throw new AssertionError("foreign");
                        }))
                .connect(ADDRESS)
                .toCompletableFuture();
        loop.runPending();
        negotiate(first);
        first.close();
        ScriptedPeer second = net.add(new ScriptedPeer(loop));
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        var command = connecting.join().execute("query-x", QmpObject.EMPTY);
        second.answer("1");

        assertThat(command.join()).isEqualTo(QmpValue.of(1));
    }

    @Test
    void listenersThatThrowAtALossCostNothing() {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var connecting = builder.stateListener((before, now, cause) -> {
                    throw new AssertionError("foreign");
                })
                .connect(ADDRESS)
                .toCompletableFuture();
        loop.runPending();
        negotiate(first);
        QmpClient client = connecting.join();
        client.listen(new EventListener() {
            @Override
            public void event(Event event) {}

            @Override
            public void lost(QmpException cause) {
                throw new AssertionError("foreign");
            }

            @Override
            public void reconnected() {
                throw new AssertionError("foreign");
            }
        });
        first.close();
        ScriptedPeer second = net.add(new ScriptedPeer(loop));
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);

        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    @Test
    void thePeerIsAskedAnewWhatItKnows() {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var connecting = builder.checkPeer(true).connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        QmpClient client = connecting.join();
        var before = client.peerSchema();
        first.answer("[]");
        first.close();

        ScriptedPeer second = net.add(new ScriptedPeer(loop));
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        second.answer("[{\"name\": \"query-status\", \"meta-type\": \"command\", \"arg-type\": \"0\","
                + " \"ret-type\": \"0\"}, {\"name\": \"0\", \"meta-type\": \"object\", \"members\": []}]");
        assertThat(second.requested()).isEqualTo(List.of("query-status"));
        assertThat(before.join().entities().isEmpty()).isTrue();
        client.close();
    }

    @Test
    void triesEverLessOftenAndGivesUp() {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        first.close();
        loop.advance(Duration.ofSeconds(1));
        int soon = net.attempts();
        loop.advance(Duration.ofMinutes(2));

        assertThat(soon >= 3 && soon <= 6).as(soon + " attempts").isTrue();
        assertThat(net.attempts() > 10 && net.attempts() < 30)
                .as(net.attempts() + " attempts")
                .isTrue();
        assertThat(connecting.join().state()).isEqualTo(ClientState.CLOSED);
        assertThat(states.get(states.size() - 1)).isEqualTo("CLOSED ConnectFailedException");
        assertThat(loop.timers()).isEqualTo(0);
    }

    @Test
    void afterALossThePolicyDecidesNotTheTimeForTheFirstConnection() {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var connecting =
                builder.connectWithin(Duration.ofHours(1)).connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        first.close();
        loop.advance(Duration.ofMinutes(2));

        assertThat(net.attempts()).isBetween(10, 30);
        assertThat(connecting.join().state()).isEqualTo(ClientState.CLOSED);
        assertThat(loop.timers()).isEqualTo(0);
    }

    @Test
    void aServerThatConnectsIsWaitedForAgainAsLongAsThePolicySays() {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var accepting =
                builder.connectWithin(Duration.ofHours(1)).accept(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        first.close();
        loop.advance(Duration.ofMinutes(2));

        assertThat(net.attempts()).isEqualTo(2);
        assertThat(accepting.join().state()).isEqualTo(ClientState.CLOSED);
        assertThat(loop.timers()).isEqualTo(0);
    }

    @Test
    void doesNotComeBackOnceClosed() {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        first.close();
        connecting.join().close();
        loop.runPending();
        assertThat(loop.timers()).isEqualTo(0);
        net.add(new ScriptedPeer(loop));
        loop.advance(Duration.ofMinutes(2));

        assertThat(net.attempts()).isEqualTo(1);
        assertThat(connecting.join().state()).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void isToldOfTheLossAtOnce() {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
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

            @Override
            public void ready() {
                told.add("ready in state " + client.state());
            }
        });
        var quit = Operations.of(client).quit(Duration.ofMinutes(5));
        first.answer("{}");
        first.close();
        assertThat(told).isEqualTo(List.of("ConnectionLostException"));
        assertThat(quit.join()).isEqualTo(Nothing.NOTHING);

        ScriptedPeer second = net.add(new ScriptedPeer(loop));
        loop.advance(Duration.ofSeconds(1));
        assertThat(told).isEqualTo(List.of("ConnectionLostException", "reconnected"));
        negotiate(second);
        assertThat(told).isEqualTo(List.of("ConnectionLostException", "reconnected", "ready in state RUNNING"));
    }

    @Test
    void attemptsThatFailLeaveOneMark() throws InterruptedException {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        var events = connecting.join().subscribe(event -> true, new EventBuffer(2, Overflow.dropOldest()));
        first.event("BEFORE");
        first.close();
        for (int i = 0; i < 3; i++) {
            ScriptedPeer busy = net.add(new ScriptedPeer(loop));
            loop.advance(Duration.ofSeconds(1));
            busy.close();
        }

        assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("BEFORE");
        assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("RECONNECTED 0");
        assertThat(events.poll(Duration.ZERO).isEmpty()).isTrue();
    }

    @Test
    void theMarkOfALossIsNotLost() throws InterruptedException {
        ScriptedPeer first = net.add(new ScriptedPeer(loop));
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();
        negotiate(first);
        var events = connecting.join().subscribe(event -> true, new EventBuffer(1, Overflow.dropOldest()));
        first.close();
        ScriptedPeer second = net.add(new ScriptedPeer(loop));
        loop.advance(Duration.ofSeconds(1));
        negotiate(second);
        second.event("AFTER");

        assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("RECONNECTED 0");
        assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("AFTER");
    }

    @Test
    void canBeCancelledWhileItWaitsForAServer() {
        var connecting =
                builder.connectWithin(Duration.ofSeconds(10)).connect(ADDRESS).toCompletableFuture();
        loop.advance(Duration.ofSeconds(1));
        connecting.cancel(false);
        loop.runPending();

        assertThat(states.get(states.size() - 1)).isEqualTo("CLOSED");
        assertThat(loop.timers()).isEqualTo(0);
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

        assertThat(failure(ConnectFailedException.class, connecting).reason()).isEqualTo(Reason.SERVER_ENDED);
        assertThat(loop.timers()).isEqualTo(0);
    }

    @Test
    void doesNotTryAgainToConnectAtFirst() {
        var connecting = builder.connect(ADDRESS).toCompletableFuture();
        loop.runPending();

        failure(ConnectFailedException.class, connecting);
        assertThat(net.attempts()).isEqualTo(1);
    }

    @Test
    void waitsForAServerIfToldTo() {
        var connecting =
                builder.connectWithin(Duration.ofSeconds(10)).connect(ADDRESS).toCompletableFuture();
        loop.advance(Duration.ofSeconds(5));
        assertThat(net.attempts() > 10).isTrue();
        ScriptedPeer late = net.add(new ScriptedPeer(loop));
        loop.advance(Duration.ofSeconds(1));
        negotiate(late);

        assertThat(connecting.join().state()).isEqualTo(ClientState.RUNNING);
    }

    @Test
    void waitsNoLongerThanToldTo() {
        var connecting =
                builder.connectWithin(Duration.ofSeconds(10)).connect(ADDRESS).toCompletableFuture();
        loop.advance(Duration.ofSeconds(10));

        assertThat(failure(ConnectFailedException.class, connecting).reason()).isEqualTo(Reason.NOBODY_LISTENS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"DENIED", "INSECURE"})
    void doesNotWaitForWhatDoesNotComeWithTime(Reason reason) {
        net.failsWith(reason);
        var connecting =
                builder.connectWithin(Duration.ofSeconds(10)).connect(ADDRESS).toCompletableFuture();
        loop.runPending();

        assertThat(failure(ConnectFailedException.class, connecting).reason()).isEqualTo(reason);
    }
}

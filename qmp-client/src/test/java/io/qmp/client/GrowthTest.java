package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.value.QmpObject;
import io.qmp.contracts.ScriptedPeer;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is over leaves nothing behind: neither objects nor timers, however often it happens. */
class GrowthTest {
    private static final int TIMES = 1000;

    private final List<WeakReference<?>> over = new ArrayList<>();

    private void assertNothingIsHeld() {
        System.gc();
        assertThat(over).hasSize(TIMES).allMatch(reference -> reference.refersTo(null));
    }

    @Test
    void answeredCommandsLeaveNothing() {
        ScriptedPeer peer = new ScriptedPeer();
        QmpClient client = Clients.running(peer, QmpClient.builder());
        client.execute("first", QmpObject.EMPTY);
        peer.answer("{}");
        int timers = peer.loop().timers();
        for (int i = 0; i < TIMES; i++) {
            over.add(new WeakReference<>(client.execute("next", QmpObject.EMPTY)));
            peer.answer("{}");
        }

        assertThat(peer.loop().timers()).isEqualTo(timers);
        assertNothingIsHeld();
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    @Test
    void closedSubscriptionsLeaveNothing() {
        ScriptedPeer peer = new ScriptedPeer();
        QmpClient client = Clients.running(peer, QmpClient.builder());
        int timers = peer.loop().timers();
        for (int i = 0; i < TIMES; i++) {
            EventSubscription<?> events = client.subscribe();
            over.add(new WeakReference<>(events));
            peer.event("STOP");
            events.close();
        }

        assertThat(peer.loop().timers()).isEqualTo(timers);
        assertNothingIsHeld();
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    @Test
    void lostConnectionsLeaveNothing() {
        ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
        ScriptedNetwork net = new ScriptedNetwork(loop);
        ScriptedPeer peer = net.add(new ScriptedPeer(loop));
        var connecting = net.reconnectingClient();
        loop.runPending();
        negotiate(peer);
        QmpClient client = connecting.join();
        int timers = loop.timers();
        for (int i = 0; i < TIMES; i++) {
            over.add(new WeakReference<>(peer));
            client.execute("lost", QmpObject.EMPTY);
            peer.close();
            peer = net.add(new ScriptedPeer(loop));
            loop.advance(Duration.ofSeconds(1));
            negotiate(peer);
        }

        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
        assertThat(loop.timers()).isEqualTo(timers);
        assertNothingIsHeld();
    }

    private static void negotiate(ScriptedPeer peer) {
        peer.send(ScriptedPeer.GREETING);
        peer.answer("{}");
    }
}

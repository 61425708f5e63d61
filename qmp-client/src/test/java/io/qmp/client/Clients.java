package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.contracts.ScriptedPeer;

/** Clients of scripted peers. */
public final class Clients {
    private Clients() {}

    /** A client after negotiation, in which the peer has agreed to out-of-band execution. */
    @SuppressWarnings("exports") // seen by tests only
    public static QmpClient running(ScriptedPeer peer, QmpClientBuilder builder) {
        var client = builder.over(peer.connection()).toCompletableFuture();
        peer.send(ScriptedPeer.GREETING);
        peer.answer("{}");
        peer.takeFlushes();
        assertThat(client.isDone()).isTrue();
        return client.join();
    }
}

package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.Connection;
import io.qmp.contracts.ScriptedPeer;

/** Clients of scripted peers. */
public final class Clients {
    private Clients() {}

    /** A client after negotiation, in which the peer has agreed to out-of-band execution. */
    @SuppressWarnings("exports") // seen by tests only
    public static QmpClient running(ScriptedPeer peer, QmpClientBuilder builder) {
        return running(peer, builder, peer.connection());
    }

    /** The same over a connection that is around the peer's. */
    @SuppressWarnings("exports") // seen by tests only
    public static QmpClient running(ScriptedPeer peer, QmpClientBuilder builder, Connection connection) {
        var client = builder.over(connection).toCompletableFuture();
        peer.send(ScriptedPeer.GREETING);
        peer.answer("{}");
        peer.takeFlushes();
        assertThat(client.isDone()).isTrue();
        return client.join();
    }
}

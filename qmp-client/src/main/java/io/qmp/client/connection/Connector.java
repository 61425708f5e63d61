package io.qmp.client.connection;

import io.qmp.api.wire.Connection;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The source of a client's connections. Used on the client's loop, where its stages complete, too. */
public interface Connector {
    /** Makes the first connection. */
    CompletionStage<Connection> connect();

    /**
     * Makes another connection. The one before has ended; who asks decides about further attempts.
     *
     * @param left how long to wait at most, where the peer connects
     */
    CompletionStage<Connection> connectAgain(Duration left);

    /** Ends what is under way and gives back what is held. The stage never fails. */
    CompletionStage<Void> close();
}

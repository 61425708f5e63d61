package io.qmp.client.connection;

import io.qmp.api.wire.Connection;
import java.util.concurrent.CompletionStage;

/** The source of a client's connections. Used on the client's loop, where its stages complete, too. */
public interface Connector {
    /** Makes a connection. The one before, if any, has ended. */
    CompletionStage<Connection> connect();

    /** Ends what is under way and gives back what is held. The stage never fails. */
    CompletionStage<Void> close();
}

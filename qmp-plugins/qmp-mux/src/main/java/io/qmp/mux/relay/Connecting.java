package io.qmp.mux.relay;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.SocketPair;
import io.qmp.client.EventListener;
import io.qmp.client.QmpClient;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Makes connections to QEMU. On the loop. */
public interface Connecting {
    /**
     * Connects to the monitor at QEMU's address.
     *
     * @param listener gets what happens
     * @param again is called when there is another connection after a loss, and commands may be sent
     * @return completes when commands may be sent
     */
    CompletableFuture<QmpClient> connect(EventListener listener, Consumer<QmpClient> again);

    /**
     * {@return two sockets that are connected to each other}
     *
     * @throws UnsupportedOperationException if this platform has none; the message says what is missing
     */
    SocketPair pair() throws IOException;

    /**
     * Speaks over one end of a pair, of which QEMU has the other.
     *
     * @param own is owned by this method
     * @return completes when commands may be sent
     */
    CompletableFuture<QmpClient> over(FileDescriptor own, EventListener listener);
}

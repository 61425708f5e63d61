package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Makes connections: listens and connects. Methods may be called on any thread.
 *
 * <p>An address of a scheme that it does not serve fails the future, with {@link Transports#notServed}. A transport
 * that has threads of its own behind its loops takes no other loops; one that has not should take any, so that it
 * can be used beside others.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface Transport {
    /** {@return a new event loop, on a thread of the transport's; it ends with the transport} */
    EventLoop newEventLoop();

    /**
     * Accepts connections at an address.
     *
     * @param address where; TCP port 0 takes a free one
     * @param options how
     * @param loop the loop of all accepted connections; made by {@link #newEventLoop}, or one that it takes
     * @param acceptor receives each connection, on the loop; it sets the connection's handler
     * @return completes on the loop when it listens; fails with {@link io.qmp.api.error.ConnectFailedException} if
     *     it cannot
     */
    CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop loop, Consumer<Connection> acceptor);

    /**
     * Connects to an address.
     *
     * @param address where
     * @param options how
     * @param loop the loop of the connection; made by {@link #newEventLoop}, or one that it takes
     * @return completes on the loop, after this call, with the connection, whose handler is set within the
     *     completion; fails with {@link io.qmp.api.error.ConnectFailedException} if it cannot. What depends on it
     *     runs on the loop if this method was called there; elsewhere the loop must be given as the executor, as it
     *     may be complete by then
     */
    CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop);

    /**
     * Closes all listeners and connections, then ends all loops.
     *
     * @return completes when it is done, on a thread that is not one of its loops; never fails
     */
    CompletionStage<Void> close();
}

package io.qmp.transport.nio.socket;

import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.transport.nio.loop.ContainedLog;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls the handler of a connection, which is foreign code: what it throws ends its connection only. */
final class HandlerCalls {
    private static final ContainedLog LOG = ContainedLog.of(HandlerCalls.class);

    private final PeerAddress peer;
    private final Consumer<Throwable> failed;
    private @Nullable ConnectionHandler handler;

    /**
     * Makes the calls of a connection.
     *
     * @param failed receives what a handler has thrown
     */
    HandlerCalls(PeerAddress peer, Consumer<Throwable> failed) {
        this.peer = peer;
        this.failed = failed;
    }

    /** {@return whether the handler, which is set, is the first} */
    boolean set(ConnectionHandler newHandler) {
        boolean first = handler == null;
        handler = newHandler;
        return first;
    }

    /** The call that is made most, without an object for it. */
    void received(ByteBuffer bytes) {
        ConnectionHandler listener = handler;
        if (listener != null) {
            try {
                listener.received(bytes);
            } catch (Throwable e) { // also what is thrown in spite of the compiler
                fail(e);
            }
        }
    }

    void tell(Consumer<ConnectionHandler> call) {
        ConnectionHandler listener = handler;
        if (listener != null) {
            guard(() -> call.accept(listener));
        }
    }

    /** Calls foreign code. */
    void guard(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) { // also what is thrown in spite of the compiler
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        LOG.log(Level.WARNING, "The handler of the connection with " + peer + " failed", cause);
        failed.accept(cause);
    }
}

package io.qmp.transport.vertx.channel;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.ConnectionHandler;
import io.vertx.core.internal.ContextInternal;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the handler of a connection, with the context of the loop current. What the handler throws is logged and ends
 * this connection only.
 */
final class HandlerCalls {
    private static final System.Logger LOG = System.getLogger(ChannelConnection.class.getName());

    private final VertxEventLoop loop;
    private final PeerAddress peer;
    private final Consumer<Throwable> failed;
    private @Nullable ConnectionHandler handler;

    /**
     * Makes the calls of a connection that has no handler yet; until it has, nothing is called.
     *
     * @param failed receives what the handler throws
     */
    HandlerCalls(VertxEventLoop loop, PeerAddress peer, Consumer<Throwable> failed) {
        this.loop = loop;
        this.peer = peer;
        this.failed = failed;
    }

    /** Sets the handler. Returns whether it is the first. */
    boolean handler(ConnectionHandler newHandler) {
        boolean first = handler == null;
        handler = newHandler;
        return first;
    }

    /** Bytes have arrived; the handler owns the descriptors. */
    void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        ConnectionHandler receiver = handler;
        if (receiver == null) {
            descriptors.forEach(FileDescriptor::close);
            return;
        }
        try {
            ContextInternal outer = loop.enter();
            try {
                if (descriptors.isEmpty()) {
                    receiver.received(bytes);
                } else {
                    receiver.received(bytes, descriptors);
                }
            } finally {
                loop.leave(outer);
            }
        } catch (Throwable e) { // also what is thrown in spite of the compiler
            failed(e);
        }
    }

    void inputEnded() {
        call(ConnectionHandler::inputEnded);
    }

    void drained() {
        call(ConnectionHandler::drained);
    }

    void closed(@Nullable Throwable cause) {
        call(receiver -> receiver.closed(cause));
    }

    private void call(Consumer<ConnectionHandler> call) {
        ConnectionHandler receiver = handler;
        if (receiver != null) {
            guard(() -> call.accept(receiver));
        }
    }

    /** Calls foreign code. */
    void guard(Runnable call) {
        try {
            ContextInternal outer = loop.enter();
            try {
                call.run();
            } finally {
                loop.leave(outer);
            }
        } catch (Throwable e) { // also what is thrown in spite of the compiler
            failed(e);
        }
    }

    private void failed(Throwable cause) {
        LOG.log(Level.WARNING, "The handler of the connection with " + peer + " failed", cause);
        failed.accept(cause);
    }
}

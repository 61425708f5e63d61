package io.qmp.api.socket;

import io.qmp.api.Experimental;
import io.qmp.api.Loggers;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.ConnectionHandler;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the handler of a connection, which is foreign code: what it throws is logged, and ends its connection only. On
 * the connection's loop.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public class HandlerCalls {
    /** Makes the calls of a connection. */
    public interface Maker {
        /**
         * Makes the calls of a connection that has no handler yet; until it has, nothing is called.
         *
         * @param failed receives what the handler throws
         */
        HandlerCalls make(PeerAddress peer, Consumer<Throwable> failed);
    }

    private final PeerAddress peer;
    private final Consumer<Throwable> failed;
    private @Nullable ConnectionHandler handler;

    /** Makes calls; see {@link Maker#make}. */
    public HandlerCalls(PeerAddress peer, Consumer<Throwable> failed) {
        this.peer = peer;
        this.failed = failed;
    }

    /** Prepares the thread for foreign code. The result is given to {@link #leave}. */
    protected Object enter() {
        return this;
    }

    /** Ends what {@link #enter} began. */
    protected void leave(Object entered) {}

    /** Sets the handler. Returns whether it is the first. */
    public boolean handler(ConnectionHandler newHandler) {
        boolean first = handler == null;
        handler = newHandler;
        return first;
    }

    /** {@return whether there is a handler} */
    public boolean isSet() {
        return handler != null;
    }

    /** Bytes have arrived; the handler owns the descriptors. */
    public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        ConnectionHandler receiver = handler;
        if (receiver == null) {
            descriptors.forEach(FileDescriptor::close);
            return;
        }
        try {
            Object entered = enter();
            try {
                if (descriptors.isEmpty()) {
                    receiver.received(bytes);
                } else {
                    receiver.received(bytes, descriptors);
                }
            } finally {
                leave(entered);
            }
        } catch (Throwable e) { // also what is thrown in spite of the compiler
            failed(e);
        }
    }

    public void inputEnded() {
        call(ConnectionHandler::inputEnded);
    }

    public void drained() {
        call(ConnectionHandler::drained);
    }

    public void closed(@Nullable Throwable cause) {
        call(receiver -> receiver.closed(cause));
    }

    private void call(Consumer<ConnectionHandler> call) {
        ConnectionHandler receiver = handler;
        if (receiver != null) {
            guard(() -> call.accept(receiver));
        }
    }

    /** Calls other foreign code in the same way. */
    public void guard(Runnable call) {
        try {
            Object entered = enter();
            try {
                call.run();
            } finally {
                leave(entered);
            }
        } catch (Throwable e) { // also what is thrown in spite of the compiler
            failed(e);
        }
    }

    private void failed(Throwable cause) {
        log(cause);
        failed.accept(cause);
    }

    private void log(Throwable cause) {
        try {
            Loggers.named(HandlerCalls.class.getName())
                    .log(Level.WARNING, "The handler of the connection with " + peer + " failed", cause);
        } catch (Throwable e) {
            // A log that fails must not keep the connection open.
        }
    }
}

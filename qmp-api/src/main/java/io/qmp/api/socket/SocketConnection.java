package io.qmp.api.socket;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a socket that does not block, and that a loop watches: its life from the first handler to the end.
 * A transport adds the socket. On the loop.
 *
 * <p>It is closed in order like this: what is queued is sent, then the end of the output, then the peer has 100 ms to
 * close its side, as a socket that is closed over unread bytes may lose the last replies. What is read meanwhile is
 * dropped.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract class SocketConnection implements Connection {
    private static final Duration LINGER = Duration.ofMillis(100);

    /** After so many reads other connections get their turn. */
    private static final int READS_A_TURN = 4;

    private enum Phase {
        OPEN,
        /** Closed by us; queued bytes are still being sent. */
        FLUSHING,
        /** All was sent, or is lost: nothing that happens now is a failure. */
        ENDING,
        /** The socket is closed; the handler has not heard of it. */
        CLOSED,
        OVER
    }

    private final EventLoop loop;
    private final PeerAddress peer;
    private final SocketOutput output;
    private final HandlerCalls handler;
    private @Nullable Throwable failure;
    private EventLoop.@Nullable Timer linger;
    private Phase phase = Phase.OPEN;
    private boolean begun;
    private boolean paused;
    private boolean inputEnded;

    /** Makes the connection of a connected socket, which is not watched yet. */
    @SuppressWarnings("this-escape") // nothing is called before it is complete
    protected SocketConnection(EventLoop loop, PeerAddress peer, SocketOutput output, HandlerCalls.Maker calls) {
        this.loop = loop;
        this.peer = peer;
        this.output = output;
        this.handler = calls.make(peer, this::fail);
    }

    /** {@return whether the socket has not been closed} */
    protected abstract boolean isOpen();

    protected abstract boolean watchesInput();

    protected abstract void watchInput(boolean wanted) throws IOException;

    protected abstract boolean watchesOutput();

    protected abstract void watchOutput(boolean wanted) throws IOException;

    /**
     * Reads once, and passes on what was read by {@link #pass} or {@link #endOfInput}.
     *
     * @return whether there may be more
     */
    protected abstract boolean readOnce() throws IOException;

    /** Says the peer that nothing follows. */
    protected abstract void shutDownOutput() throws IOException;

    /**
     * Closes the socket.
     *
     * @param closed to be called on the loop when that is done, and not within this call
     */
    protected abstract void closeSocket(Runnable closed);

    /** Begins to read, when the first handler is there: calls {@code begin} on the loop, not within this call. */
    protected void prepareInput(Runnable begin) {
        loop.execute(begin);
    }

    /** Hands the connection over to foreign code. */
    protected final void offer(Consumer<? super Connection> acceptor) {
        handler.guard(() -> acceptor.accept(this));
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public final String peer() {
        return peer.toString();
    }

    @Override
    public final PeerAddress peerAddress() {
        return peer;
    }

    @Override
    public final void handler(ConnectionHandler newHandler) {
        if (handler.handler(newHandler)) {
            prepareInput(this::begin);
        }
    }

    private void begin() {
        begun = true;
        end();
        read();
    }

    /** {@return whether what is written is sent, and what is read is handed on} */
    protected final boolean isInUse() {
        return phase == Phase.OPEN;
    }

    @Override
    public final void write(ByteBuffer bytes) {
        if (phase == Phase.OPEN) {
            output.write(bytes);
        }
    }

    @Override
    public final void writeShared(ByteBuffer bytes) {
        if (phase == Phase.OPEN) {
            output.writeShared(bytes);
        }
    }

    @Override
    public final void flush() {
        if (phase == Phase.OPEN || phase == Phase.FLUSHING) {
            output.flush();
            if (!watchesOutput()) { // else the loop says when there is room
                send();
            }
        }
    }

    private void send() {
        try {
            watchOutput(!output.send());
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public final long pendingBytes() {
        return output.pending();
    }

    @Override
    public final void pause() {
        if (phase == Phase.OPEN) {
            paused = true;
            input(false);
        }
    }

    @Override
    public final void resume() {
        paused = false;
        read();
    }

    private void read() {
        boolean wanted = phase == Phase.OPEN ? begun && !paused : !isClosed();
        if (wanted && !inputEnded && isOpen()) {
            input(true);
        }
    }

    private void input(boolean wanted) {
        try {
            watchInput(wanted);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public final void close() {
        if (phase == Phase.OPEN) {
            phase = Phase.FLUSHING;
            flush();
            read(); // bytes that are read now are dropped
            shutDownWhenSent();
        }
    }

    private void shutDownWhenSent() {
        if (phase != Phase.FLUSHING || output.pending() > 0) {
            return;
        }
        phase = Phase.ENDING;
        if (inputEnded) {
            release();
            return;
        }
        try {
            shutDownOutput();
            linger = loop.schedule(LINGER, this::release);
        } catch (IOException e) {
            release(); // the peer has gone
        }
    }

    @Override
    public final void abort() {
        if (!isClosed()) {
            phase = Phase.ENDING;
            release();
        }
    }

    /** Ends the connection for a failure of the peer's, the network's, or the handler's. */
    protected final void fail(Throwable cause) {
        if (phase == Phase.OPEN || phase == Phase.FLUSHING) {
            failure = cause;
        }
        abort();
    }

    private void release() {
        if (isOpen()) {
            output.discard();
            if (linger != null) {
                linger.cancel();
            }
            closeSocket(this::closed);
        }
    }

    private void closed() {
        phase = Phase.CLOSED;
        end(); // also before it was begun to read: what that waits for may not come on a loop that ends
    }

    /** Ends the connection for its handler, when there is one. */
    private void end() {
        if (phase == Phase.CLOSED && handler.isSet()) {
            phase = Phase.OVER;
            handler.closed(failure);
        }
    }

    private boolean isClosed() {
        return phase == Phase.CLOSED || phase == Phase.OVER;
    }

    /** The operating system takes bytes again, or the peer has gone. */
    protected final void readyForOutput() {
        send();
        if (phase == Phase.FLUSHING) {
            shutDownWhenSent();
        } else if (phase == Phase.OPEN && output.pending() == 0) {
            handler.drained();
        }
    }

    /** There are bytes to be read, or the end, or the peer has gone. */
    protected final void readyForInput() {
        try {
            boolean more = true;
            for (int i = 0; more && i < READS_A_TURN && watchesInput(); i++) {
                more = readOnce(); // if there is more by then, the loop says so
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Bytes were read. The descriptors are the handler's, or closed. */
    protected final void pass(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        if (phase == Phase.OPEN) {
            handler.received(bytes, descriptors);
        } else {
            descriptors.forEach(FileDescriptor::close);
        }
    }

    /** The peer sends nothing more. */
    protected final void endOfInput() {
        inputEnded = true;
        if (phase == Phase.ENDING) {
            release();
            return;
        }
        if (phase == Phase.OPEN) {
            handler.inputEnded();
        }
        if (isOpen()) { // mostly the handler has closed it
            input(false); // else the loop would report the end again and again
        }
    }
}

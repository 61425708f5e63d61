package io.qmp.api.local;

import io.qmp.api.Experimental;
import io.qmp.api.Loggers;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection within the process: what one end flushes, the other receives in a later turn of the loop.
 * Descriptors pass through it, too, and are the same objects at the other end. A handler that throws loses its
 * connection: this is logged, both ends are aborted, and its {@link ConnectionHandler#closed} has the cause.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class LocalConnection implements Connection {
    private static final System.Logger LOG = Loggers.named("io.qmp.api.local");

    private final EventLoop loop;
    private final String peer;
    private final Queue<Chunk> written = new ArrayDeque<>();
    private final Queue<Chunk> arriving = new ArrayDeque<>();
    private @Nullable LocalConnection other;
    private @Nullable ConnectionHandler handler;
    private @Nullable Throwable failure;
    private boolean paused;
    private boolean closing;
    private boolean outputEnded;
    private boolean inputEnded;
    private boolean closed;
    private boolean closedTold;

    private LocalConnection(EventLoop loop, String peer) {
        this.loop = loop;
        this.peer = peer;
    }

    /**
     * The two ends of a connection.
     *
     * @param first one end
     * @param second the other
     */
    public record Ends(LocalConnection first, LocalConnection second) {}

    /**
     * {@return a new connection}
     *
     * @param loop the loop of both ends
     * @param first what the second end calls the first
     * @param second what the first end calls the second
     */
    public static Ends open(EventLoop loop, String first, String second) {
        LocalConnection one = new LocalConnection(loop, second);
        LocalConnection two = new LocalConnection(loop, first);
        one.other = two;
        two.other = one;
        return new Ends(one, two);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public PeerAddress peerAddress() {
        return new PeerAddress.Process(peer);
    }

    @Override
    public void handler(ConnectionHandler newHandler) {
        handler = newHandler;
        loop.execute(this::deliver);
    }

    @Override
    public void write(ByteBuffer bytes) {
        write(Chunk.of(bytes));
    }

    @Override
    public void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        write(Chunk.of(bytes, descriptors));
    }

    private void write(Chunk chunk) {
        written.add(chunk);
        if (closing || closed || outputEnded) {
            Chunk.drop(written);
        }
    }

    @Override
    public void flush() {
        LocalConnection end = other;
        if (end != null && end.closing) {
            Chunk.drop(written);
        } else if (end != null && !written.isEmpty()) {
            end.arriving.addAll(written);
            written.clear();
            loop.execute(end::deliver);
        }
    }

    /** {@return how many bytes the other end has not received} */
    @Override
    public long pendingBytes() {
        LocalConnection end = other;
        return size(written) + (end == null ? 0 : size(end.arriving));
    }

    private static long size(Queue<Chunk> queue) {
        return queue.stream().mapToLong(chunk -> chunk.bytes().remaining()).sum();
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        loop.execute(this::deliver);
    }

    /**
     * Sends nothing more after what was written, but goes on receiving: a half-close. May be called more than once.
     */
    public void shutdownOutput() {
        flush();
        outputEnded = true;
        LocalConnection end = other;
        if (end != null) {
            loop.execute(end::deliver);
        }
    }

    @Override
    public void close() {
        if (!closing && !closed) {
            flush();
            closing = true;
            Chunk.drop(arriving);
            loop.execute(this::endWhenDelivered);
        }
    }

    @Override
    public void abort() {
        if (!closed) {
            closing = true;
            Chunk.drop(arriving);
            Chunk.drop(written);
            LocalConnection end = other;
            if (end != null) {
                Chunk.drop(end.arriving);
            }
            loop.execute(this::endWhenDelivered);
        }
    }

    /** Hands over what has arrived, unless there is no handler or it has paused. */
    private void deliver() {
        while (!paused && !closed && handler != null && !arriving.isEmpty()) {
            call(arriving.remove()::tell);
        }
        LocalConnection end = other;
        if (closed) {
            tellClosed();
        }
        if (end == null || !arriving.isEmpty() || closed || handler == null) {
            return;
        }
        if (!end.closing && !end.closed) {
            end.call(ConnectionHandler::drained);
        }
        if (end.outputEnded) {
            tellInputEnded();
        }
        if (end.closing) {
            end.endWhenDelivered();
        }
    }

    private void tellInputEnded() {
        if (!inputEnded && !closing && !closed && handler != null) {
            inputEnded = true;
            call(ConnectionHandler::inputEnded);
        }
    }

    /** Ends both sides once the other end has received everything. */
    private void endWhenDelivered() {
        LocalConnection end = other;
        if (end == null || end.arriving.isEmpty() || end.closed) {
            if (end != null) {
                end.tellInputEnded();
            }
            ended();
            if (end != null) {
                end.ended();
            }
        }
    }

    private void ended() {
        if (!closed) {
            closed = true;
            Chunk.drop(arriving);
            Chunk.drop(written);
            tellClosed();
        }
    }

    /** A handler that is set after the end hears of it, too. */
    private void tellClosed() {
        if (!closedTold && handler != null) {
            closedTold = true;
            call(receiver -> receiver.closed(failure));
        }
    }

    /** Calls the handler, if there is one. What it throws ends the connection. */
    private void call(Consumer<ConnectionHandler> call) {
        ConnectionHandler receiver = handler;
        if (receiver == null) {
            return;
        }
        try {
            call.accept(receiver);
        } catch (Throwable e) {
            if (!closing) {
                failure = e;
            }
            abort();
            LOG.log(Level.WARNING, "the handler of the connection with " + peer + " failed", e);
        }
    }
}

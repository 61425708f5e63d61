package io.qmp.transport.nio.socket;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.transport.nio.loop.SelectorLoop;
import io.qmp.transport.nio.loop.Watched;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection over a socket, which the selector of its loop watches. */
final class SocketConnection implements Connection, Watched {
    /**
     * The time in which the peer must close its side, too: a socket closed over unread bytes may lose the last
     * replies.
     */
    private static final Duration LINGER = Duration.ofMillis(100);

    /** After so many reads other connections get their turn. */
    private static final int READS_A_TURN = 4;

    private enum Phase {
        OPEN,
        /** Closed by us; queued bytes are still being sent. */
        FLUSHING,
        /** All was sent, or is lost: nothing that happens now is a failure. */
        ENDING,
        CLOSED
    }

    private final SocketChannel channel;
    private final SelectorLoop loop;
    private final PeerAddress peer;
    private final Interest interest;
    private final Output output;
    private final HandlerCalls handler;
    private @Nullable TlsServerDetector tlsDetector;
    private @Nullable Throwable failure;
    private EventLoop.@Nullable Timer linger;
    private Phase phase = Phase.OPEN;
    private boolean begun;
    private boolean paused;
    private boolean inputEnded;

    /**
     * Makes the connection of a connected channel. On the loop.
     *
     * @param tlsDetector sees the first bytes; {@code null} to take any
     */
    SocketConnection(
            SocketChannel channel, SelectorLoop loop, PeerAddress peer, @Nullable TlsServerDetector tlsDetector)
            throws IOException {
        this.channel = channel;
        this.loop = loop;
        this.peer = peer;
        this.tlsDetector = tlsDetector;
        this.handler = new HandlerCalls(peer, this::fail);
        this.output = new Output(channel, loop.buffers());
        this.interest = new Interest(loop.watch(channel, this));
    }

    /** Hands the connection to the one who accepts it, which is foreign code. */
    void offer(Consumer<Connection> acceptor) {
        handler.guard(() -> acceptor.accept(this));
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public String peer() {
        return peer.toString();
    }

    @Override
    public PeerAddress peerAddress() {
        return peer;
    }

    @Override
    public Optional<InetSocketAddress> localAddress() {
        return Peers.localAddress(channel);
    }

    @Override
    public PeerCredentials peerCredentials() {
        return peer instanceof PeerAddress.Unix ? Peers.of(channel) : PeerCredentials.UNKNOWN;
    }

    @Override
    public void handler(ConnectionHandler newHandler) {
        if (handler.set(newHandler)) {
            loop.execute(this::begin);
        }
    }

    private void begin() {
        begun = true;
        if (phase == Phase.CLOSED) {
            handler.tell(listener -> listener.closed(failure));
        }
        read();
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (phase == Phase.OPEN) {
            output.write(bytes);
        }
    }

    @Override
    public void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        descriptors.forEach(FileDescriptor::close);
        throw Peers.noDescriptors(peer);
    }

    @Override
    public void flush() {
        if (phase == Phase.OPEN || phase == Phase.FLUSHING) {
            output.flush();
            if (!interest.has(SelectionKey.OP_WRITE)) {
                send();
            } // else the selector tells when there is room
        }
    }

    private void send() {
        try {
            interest.set(SelectionKey.OP_WRITE, !output.send());
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public long pendingBytes() {
        return output.pending();
    }

    @Override
    public void pause() {
        if (phase == Phase.OPEN) {
            paused = true;
            interest.set(SelectionKey.OP_READ, false);
        }
    }

    @Override
    public void resume() {
        paused = false;
        read();
    }

    private void read() {
        boolean wanted = phase == Phase.OPEN ? begun && !paused : phase != Phase.CLOSED;
        if (wanted && !inputEnded) {
            interest.set(SelectionKey.OP_READ, true);
        }
    }

    @Override
    public void close() {
        if (phase == Phase.OPEN) {
            phase = Phase.FLUSHING;
            flush();
            read(); // bytes that are read now are dropped
            shutDownWhenSent();
        }
    }

    @Override
    public void shutDown() {
        close();
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
            channel.shutdownOutput();
            linger = loop.schedule(LINGER, this::release);
        } catch (IOException e) {
            release(); // the peer has gone
        }
    }

    @Override
    public void abort() {
        if (phase != Phase.CLOSED) {
            phase = Phase.ENDING;
            release();
        }
    }

    /** Ends the connection for a failure of the peer's, the network's, or the handler's. */
    private void fail(Throwable cause) {
        if (phase == Phase.OPEN || phase == Phase.FLUSHING) {
            failure = cause;
        }
        abort();
    }

    private void release() {
        if (channel.isOpen()) {
            output.discard();
            loop.release(channel, this::ended);
        }
    }

    private void ended() {
        phase = Phase.CLOSED;
        if (linger != null) {
            linger.cancel();
        }
        if (begun) {
            handler.tell(listener -> listener.closed(failure));
        }
    }

    @Override
    public void ready(int operations) {
        if ((operations & SelectionKey.OP_READ) != 0) {
            receive();
        }
        if ((operations & SelectionKey.OP_WRITE) != 0 && interest.has(SelectionKey.OP_WRITE)) {
            send();
            if (phase == Phase.FLUSHING) {
                shutDownWhenSent();
            } else if (phase == Phase.OPEN && output.pending() == 0) {
                handler.tell(ConnectionHandler::drained);
            }
        }
    }

    private void receive() {
        for (int i = 0; i < READS_A_TURN && interest.has(SelectionKey.OP_READ); i++) {
            ByteBuffer buffer = loop.buffers().input();
            int count;
            try {
                count = channel.read(buffer);
            } catch (IOException e) {
                fail(e);
                return;
            }
            if (count < 0) {
                endOfInput();
            } else if (count > 0) {
                received(buffer.flip());
            }
            if (count < buffer.capacity()) {
                return; // there was no more; if there is by now, the selector tells
            }
        }
    }

    private void endOfInput() {
        inputEnded = true;
        interest.set(SelectionKey.OP_READ, false); // else the selector would report the end again and again
        if (phase == Phase.ENDING) {
            release();
        } else if (phase == Phase.OPEN) {
            handler.tell(ConnectionHandler::inputEnded);
        }
    }

    private void received(ByteBuffer bytes) {
        if (phase != Phase.OPEN) {
            return;
        }
        if (tlsDetector != null && tlsDetector.isAlert(bytes)) {
            fail(tlsDetector.failure());
            return;
        }
        tlsDetector = null;
        handler.received(bytes);
    }
}

package io.qmp.transport.nio.socket;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.socket.HandlerCalls;
import io.qmp.api.socket.SocketConnection;
import io.qmp.api.wire.Connection;
import io.qmp.transport.nio.loop.SelectorLoop;
import io.qmp.transport.nio.loop.Watched;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection over a channel of the JDK, which the selector of its loop watches. */
final class SelectorConnection extends SocketConnection implements Watched {
    private final SocketChannel channel;
    private final SelectorLoop loop;
    private final Interest interest;
    private @Nullable TlsServerDetector tlsDetector;

    /**
     * Makes the connection of a connected channel. On the loop.
     *
     * @param tlsDetector sees the first bytes; {@code null} to take any
     */
    SelectorConnection(
            SocketChannel channel, SelectorLoop loop, PeerAddress peer, @Nullable TlsServerDetector tlsDetector)
            throws IOException {
        super(loop, peer, new Output(channel, loop.buffers()), HandlerCalls::new);
        this.channel = channel;
        this.loop = loop;
        this.tlsDetector = tlsDetector;
        this.interest = new Interest(loop.watch(channel, this));
    }

    /** Hands the connection over. */
    void open(Consumer<? super Connection> acceptor) {
        offer(acceptor);
    }

    @Override
    public Optional<InetSocketAddress> localAddress() {
        return Peers.localAddress(channel);
    }

    @Override
    public PeerCredentials peerCredentials() {
        return peerAddress() instanceof PeerAddress.Unix ? Peers.of(channel) : PeerCredentials.UNKNOWN;
    }

    @Override
    public void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        descriptors.forEach(FileDescriptor::close);
        throw Peers.noDescriptors(peerAddress());
    }

    @Override
    public void shutDown() {
        close();
    }

    @Override
    protected boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    protected boolean watchesInput() {
        return interest.has(SelectionKey.OP_READ);
    }

    @Override
    protected void watchInput(boolean wanted) {
        interest.set(SelectionKey.OP_READ, wanted);
    }

    @Override
    protected boolean watchesOutput() {
        return interest.has(SelectionKey.OP_WRITE);
    }

    @Override
    protected void watchOutput(boolean wanted) {
        interest.set(SelectionKey.OP_WRITE, wanted);
    }

    @Override
    protected void shutDownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    protected void closeSocket(Runnable closed) {
        loop.release(channel, closed);
    }

    @Override
    public void ready(int operations) {
        if ((operations & SelectionKey.OP_READ) != 0) {
            readyForInput();
        }
        if ((operations & SelectionKey.OP_WRITE) != 0 && watchesOutput()) {
            readyForOutput();
        }
    }

    @Override
    protected boolean readOnce() throws IOException {
        ByteBuffer buffer = loop.buffers().input();
        int count = channel.read(buffer);
        if (count < 0) {
            endOfInput();
        } else if (count > 0) {
            received(buffer.flip());
        }
        return count == buffer.capacity();
    }

    private void received(ByteBuffer bytes) {
        TlsServerDetector detector = tlsDetector;
        if (detector != null && isInUse()) {
            tlsDetector = null;
            if (detector.isAlert(bytes)) {
                fail(detector.failure());
                return;
            }
        }
        pass(bytes, List.of());
    }
}

package io.qmp.transport.vertx.channel;

import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.Socket;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.socket.SocketConnection;
import io.qmp.api.wire.Connection;
import io.qmp.transport.vertx.descriptor.DescriptorIntake;
import io.qmp.transport.vertx.descriptor.DescriptorMessage;
import io.qmp.transport.vertx.descriptor.DescriptorReader;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a unix socket on Linux, accepted or connected. Netty's loop watches the socket, as it watches those
 * of its channels; there is no channel, which takes twice the system calls to open, and a pipeline for each read and
 * write.
 */
final class EpollConnection extends SocketConnection implements LoopSocket, DescriptorIntake.Receiver {
    private final Socket socket;
    private final VertxEventLoop loop;
    private final EpollOutput output;
    private final @Nullable Future<SocketMessages> receiving;
    private final EpollInterest interest;
    private @Nullable DescriptorReader reader;

    /**
     * Makes the connection of a connected socket, which it owns.
     *
     * @param receiving receives the descriptors that come; completes before the first read; {@code null} to lose them
     */
    EpollConnection(Socket socket, VertxEventLoop loop, PeerAddress peer, @Nullable Future<SocketMessages> receiving) {
        this(socket, loop, peer, receiving, new EpollOutput(socket));
    }

    private EpollConnection(
            Socket socket,
            VertxEventLoop loop,
            PeerAddress peer,
            @Nullable Future<SocketMessages> receiving,
            EpollOutput output) {
        super(loop, peer, output, (named, failed) -> new ContextCalls(loop, named, failed));
        this.socket = socket;
        this.loop = loop;
        this.output = output;
        this.receiving = receiving;
        this.interest = new EpollInterest(loop, socket, this);
    }

    /** Hands the connection over. */
    void open(Consumer<Connection> acceptor) {
        loop.sockets().add(this);
        offer(acceptor);
    }

    @Override
    public PeerCredentials peerCredentials() {
        return EpollSockets.peer(socket);
    }

    @Override
    protected void prepareInput(Runnable begin) {
        if (receiving == null) {
            super.prepareInput(begin);
            return;
        }
        receiving.onComplete(messages -> {
            if (messages.succeeded()) {
                reader = new DescriptorReader(socket.intValue(), messages.result(), this);
            }
            super.prepareInput(begin);
        });
    }

    @Override
    public void write(ByteBuffer bytes, List<FileDescriptor> given) {
        DescriptorPassing.write(
                given,
                () -> new DescriptorMessage(socket.intValue(), loop.socketMessages(), bytes, given),
                isInUse() ? output::write : null);
    }

    @Override
    public void shutDown() {
        close();
    }

    @Override
    protected boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    protected boolean watchesInput() {
        return interest.has(EpollIoOps.EPOLLIN);
    }

    @Override
    protected void watchInput(boolean wanted) throws IOException {
        interest.set(EpollIoOps.EPOLLIN, wanted);
    }

    @Override
    protected boolean watchesOutput() {
        return interest.has(EpollIoOps.EPOLLOUT);
    }

    @Override
    protected void watchOutput(boolean wanted) throws IOException {
        interest.set(EpollIoOps.EPOLLOUT, wanted);
    }

    @Override
    protected void shutDownOutput() throws IOException {
        socket.shutdown(false, true);
    }

    @Override
    protected void closeSocket(Runnable closed) {
        EpollSockets.close(socket);
        interest.end();
        loop.executeAtLast(() -> {
            loop.sockets().remove(this);
            closed.run();
        });
    }

    @Override
    public void ready(EpollIoOps operations) {
        // A peer that has gone shows as an error or a hang-up, which the next call finds.
        if (watchesOutput()) {
            readyForOutput();
        }
        if (watchesInput() && !operations.equals(EpollIoOps.EPOLLOUT)) {
            readyForInput();
        }
    }

    @Override
    protected boolean readOnce() throws IOException {
        int count = reader == null ? readPlain() : reader.read();
        if (count == 0) {
            endOfInput();
        }
        return count == SocketMessages.LONGEST_READ;
    }

    /** {@return as {@link DescriptorReader#read}} */
    private int readPlain() throws IOException {
        ByteBuffer buffer = loop.input();
        int count = socket.read(buffer, 0, buffer.capacity());
        if (count <= 0) {
            return count == 0 ? -1 : 0; // Netty has the end of the input as -1
        }
        pass(buffer.limit(count).position(0), List.of());
        return count;
    }

    @Override
    public void received(ByteBuffer bytes, List<FileDescriptor> taken) {
        pass(bytes, taken);
    }

    @Override
    public void ended() {
        endOfInput();
    }
}

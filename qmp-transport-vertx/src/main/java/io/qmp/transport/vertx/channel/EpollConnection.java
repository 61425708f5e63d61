package io.qmp.transport.vertx.channel;

import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.Socket;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.transport.vertx.descriptor.DescriptorIntake;
import io.qmp.transport.vertx.descriptor.DescriptorMessage;
import io.qmp.transport.vertx.descriptor.DescriptorReader;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a unix socket that was accepted on Linux. Netty's loop watches the socket, as it watches those of
 * its channels; there is no channel, which takes twice the system calls to open, and a pipeline for each read and
 * write.
 */
final class EpollConnection implements Connection, LoopSocket, DescriptorIntake.Receiver {
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

    private final Socket socket;
    private final VertxEventLoop loop;
    private final PeerAddress peer;
    private final @Nullable Future<SocketMessages> receiving;
    private final EpollInterest interest;
    private final EpollOutput output;
    private final HandlerCalls handler;
    private @Nullable DescriptorReader reader;
    private @Nullable Throwable failure;
    private EventLoop.@Nullable Timer linger;
    private Phase phase = Phase.OPEN;
    private boolean begun;
    private boolean paused;
    private boolean inputEnded;

    /**
     * Makes the connection of a connected socket, which it owns.
     *
     * @param receiving receives the descriptors that come; completes before the first read; {@code null} to lose them
     */
    EpollConnection(Socket socket, VertxEventLoop loop, PeerAddress peer, @Nullable Future<SocketMessages> receiving) {
        this.socket = socket;
        this.loop = loop;
        this.peer = peer;
        this.receiving = receiving;
        this.interest = new EpollInterest(loop, socket, this);
        this.output = new EpollOutput(socket);
        this.handler = new HandlerCalls(loop, peer, this::fail);
    }

    /** Hands the connection over. */
    void open(Consumer<Connection> acceptor) {
        loop.sockets().add(this);
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
    public PeerCredentials peerCredentials() {
        return EpollSockets.peer(socket);
    }

    @Override
    public void handler(ConnectionHandler newHandler) {
        if (!handler.handler(newHandler)) {
            return;
        }
        if (receiving == null) {
            loop.execute(this::begin);
            return;
        }
        receiving.onComplete(messages -> {
            if (messages.succeeded()) {
                reader = new DescriptorReader(socket.intValue(), messages.result(), this);
            }
            loop.execute(this::begin);
        });
    }

    private void begin() {
        begun = true;
        if (phase == Phase.CLOSED) {
            handler.closed(failure);
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
    public void write(ByteBuffer bytes, List<FileDescriptor> given) {
        try {
            DescriptorMessage message = new DescriptorMessage(socket.intValue(), loop.socketMessages(), bytes, given);
            if (phase == Phase.OPEN) {
                output.write(message);
            } else {
                message.release();
            }
        } catch (RuntimeException e) {
            given.forEach(FileDescriptor::close);
            throw e;
        }
    }

    @Override
    public void flush() {
        if (phase == Phase.OPEN || phase == Phase.FLUSHING) {
            output.flush();
            if (!interest.has(EpollIoOps.EPOLLOUT)) { // else the loop says when there is room
                send();
            }
        }
    }

    private void send() {
        try {
            interest.set(EpollIoOps.EPOLLOUT, !output.send());
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
            watchInput(false);
        }
    }

    @Override
    public void resume() {
        paused = false;
        read();
    }

    private void read() {
        boolean wanted = phase == Phase.OPEN ? begun && !paused : phase != Phase.CLOSED;
        if (wanted && !inputEnded && socket.isOpen()) {
            watchInput(true);
        }
    }

    private void watchInput(boolean wanted) {
        try {
            interest.set(EpollIoOps.EPOLLIN, wanted);
        } catch (IOException e) {
            fail(e);
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
            socket.shutdown(false, true);
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
        if (!socket.isOpen()) {
            return;
        }
        output.discard();
        EpollSockets.close(socket);
        interest.end();
        if (linger != null) {
            linger.cancel();
        }
        loop.executeAtLast(this::released); // not within the call of the handler that closes
    }

    private void released() {
        phase = Phase.CLOSED;
        loop.sockets().remove(this);
        if (begun) {
            handler.closed(failure);
        }
    }

    @Override
    public void ready(EpollIoOps operations) {
        // A peer that has gone shows as an error or a hang-up, which the next call finds.
        if (interest.has(EpollIoOps.EPOLLOUT)) {
            sendMore();
        }
        if (interest.has(EpollIoOps.EPOLLIN) && !operations.equals(EpollIoOps.EPOLLOUT)) {
            receive();
        }
    }

    private void sendMore() {
        send();
        if (phase == Phase.FLUSHING) {
            shutDownWhenSent();
        } else if (phase == Phase.OPEN && output.pending() == 0) {
            handler.drained();
        }
    }

    private void receive() {
        try {
            for (int i = 0; i < READS_A_TURN && interest.has(EpollIoOps.EPOLLIN); i++) {
                int count = reader == null ? readPlain() : reader.read();
                if (count == 0) {
                    ended();
                }
                if (count < SocketMessages.LONGEST_READ) {
                    return; // there was no more; if there is by now, the loop says so
                }
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** {@return as {@link DescriptorReader#read}} */
    private int readPlain() throws IOException {
        ByteBuffer buffer = loop.input();
        int count = socket.read(buffer, 0, buffer.capacity());
        if (count <= 0) {
            return count == 0 ? -1 : 0; // Netty has the end of the input as -1
        }
        received(buffer.limit(count).position(0), List.of());
        return count;
    }

    @Override
    public void received(ByteBuffer bytes, List<FileDescriptor> taken) {
        if (phase == Phase.OPEN) {
            handler.received(bytes, taken);
        } else {
            taken.forEach(FileDescriptor::close);
        }
    }

    @Override
    public void ended() {
        inputEnded = true;
        if (phase == Phase.ENDING) {
            release();
            return;
        }
        if (phase == Phase.OPEN) {
            handler.inputEnded();
        }
        if (socket.isOpen()) { // mostly the handler has closed it
            watchInput(false);
        }
    }
}

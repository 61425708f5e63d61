package io.qmp.transport.vertx.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.socket.HandlerCalls;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.transport.vertx.descriptor.DescriptorIntake;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection over a channel of Netty's, whose events come from {@link ChannelEvents}. */
final class ChannelConnection implements Connection, DescriptorIntake.Receiver {
    private enum Phase {
        OPEN,
        /** Closed by us; queued bytes are still being sent. */
        FLUSHING,
        /** All was sent, or is lost: nothing that happens now is a failure. */
        ENDING,
        CLOSED
    }

    private final Channel channel;
    private final VertxEventLoop loop;
    private final PeerAddress peer;
    private final Consumer<Connection> opened;
    private final HandlerCalls handler;
    private final Output output;
    private final DescriptorPassing descriptors;
    private final OrderlyEnd end;
    /** Bytes that TLS decrypted together with the end of its handshake, while there was no handler. */
    private final Queue<ByteBuf> early = new ArrayDeque<>(0);

    private Optional<PeerCertificate> certificate = Optional.empty();
    private @Nullable Throwable failure;
    private Phase phase = Phase.OPEN;
    private boolean begun;
    private boolean paused;
    private boolean inputEnded;

    /**
     * Makes the connection of a channel.
     *
     * @param receiving receives the descriptors that come; completes before the first read; {@code null} to lose them
     * @param opened receives the connection when it can be used
     */
    ChannelConnection(
            Channel channel,
            VertxEventLoop loop,
            PeerAddress peer,
            @Nullable Future<SocketMessages> receiving,
            Consumer<Connection> opened) {
        this.channel = channel;
        this.loop = loop;
        this.peer = peer;
        this.opened = opened;
        this.handler = new ContextCalls(loop, peer, this::fail);
        this.output = new Output(channel, this::drained, this::fail);
        this.descriptors = new DescriptorPassing(channel, loop, peer, receiving);
        this.end = new OrderlyEnd(channel, loop);
    }

    /** The channel is connected, and its TLS handshake complete. */
    void open(Optional<PeerCertificate> shown) {
        certificate = shown;
        open();
    }

    /** The channel is connected. */
    void open() {
        HalfClosure.allow(channel);
        handler.guard(() -> opened.accept(this));
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
        return Peers.of(channel);
    }

    @Override
    public Optional<PeerCertificate> peerCertificate() {
        return certificate;
    }

    @Override
    public void handler(ConnectionHandler newHandler) {
        if (handler.handler(newHandler)) {
            descriptors.prepare(this, () -> loop.execute(this::begin));
        }
    }

    /** Passes what has happened so far to the first handler, then reads. */
    private void begin() {
        begun = true;
        for (ByteBuf bytes = early.poll(); bytes != null; bytes = early.poll()) {
            receive(bytes);
        }
        if (inputEnded && phase == Phase.OPEN) {
            handler.inputEnded();
        }
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
        DescriptorPassing.write(
                given, () -> descriptors.message(bytes, given), phase == Phase.OPEN ? output::write : null);
    }

    @Override
    public void flush() {
        output.flush();
    }

    @Override
    public long pendingBytes() {
        return output.pending();
    }

    @Override
    public void pause() {
        if (phase == Phase.OPEN) {
            paused = true;
            channel.config().setAutoRead(false);
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
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void close() {
        if (phase == Phase.OPEN) {
            phase = Phase.FLUSHING;
            output.flush();
            read(); // bytes that are read now are dropped
            if (output.pending() == 0) {
                shutDown();
            }
        }
    }

    /** Everything was sent. */
    private void shutDown() {
        phase = Phase.ENDING;
        end.begin(inputEnded);
    }

    @Override
    public void abort() {
        if (phase != Phase.CLOSED) {
            phase = Phase.ENDING;
            output.discard();
            // Past the handlers: TLS would send close_notify first, and wait until that has been sent.
            channel.pipeline().firstContext().close();
        }
    }

    /** Ends the connection for a failure of the peer's, the network's, or the handler's. */
    void fail(Throwable cause) {
        if (phase == Phase.OPEN || phase == Phase.FLUSHING) {
            failure = cause;
        }
        abort();
    }

    private void drained() {
        if (phase == Phase.FLUSHING) {
            shutDown();
        } else if (phase == Phase.OPEN) {
            handler.drained();
        }
    }

    /** Bytes have arrived; releases them. */
    void arrived(ByteBuf bytes) {
        if (phase == Phase.OPEN && !begun) {
            early.add(bytes);
        } else {
            receive(bytes);
        }
    }

    private void receive(ByteBuf bytes) {
        try {
            received(bytes.nioBuffer(), List.of());
        } finally {
            bytes.release();
        }
    }

    @Override
    public void received(ByteBuffer bytes, List<FileDescriptor> taken) {
        if (phase == Phase.OPEN) {
            handler.received(bytes, taken);
        } else {
            taken.forEach(FileDescriptor::close);
        }
    }

    /** The peer has shut down its sending side. May be called more than once: TLS has an end of its own. */
    @Override
    public void ended() {
        if (inputEnded) {
            return;
        }
        inputEnded = true;
        if (phase == Phase.ENDING) {
            channel.close();
            return;
        }
        if (phase == Phase.OPEN && begun) {
            handler.inputEnded();
        }
        if (channel.isOpen()) { // mostly the handler has closed it
            channel.config().setAutoRead(false);
        }
    }

    /** The channel is closed, by either side. */
    void closed() {
        phase = Phase.CLOSED;
        output.discard();
        early.forEach(ByteBuf::release);
        early.clear();
        end.complete();
        if (begun) {
            handler.closed(failure);
        }
    }
}

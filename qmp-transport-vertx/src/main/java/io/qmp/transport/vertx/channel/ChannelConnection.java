package io.qmp.transport.vertx.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.transport.vertx.descriptor.DescriptorIntake;
import io.qmp.transport.vertx.descriptor.DescriptorMessage;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.NativeCalls;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection over a channel of Netty's, whose events come from {@link ChannelEvents}. */
final class ChannelConnection implements Connection {
    private static final System.Logger LOG = System.getLogger(ChannelConnection.class.getName());

    /**
     * The time in which the peer must close its side, too: a socket closed over unread bytes may lose the last
     * replies.
     */
    private static final Duration LINGER = Duration.ofMillis(100);

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
    private final Output output;
    /** Bytes that TLS decrypted together with the end of its handshake, while there was no handler. */
    private final Queue<ByteBuf> early = new ArrayDeque<>(0);

    private final @Nullable Future<SocketMessages> descriptors;
    private Optional<PeerCertificate> certificate = Optional.empty();
    private @Nullable DescriptorIntake intake;
    private @Nullable ConnectionHandler handler;
    private @Nullable Throwable failure;
    private EventLoop.@Nullable Timer linger;
    private Phase phase = Phase.OPEN;
    private boolean begun;
    private boolean paused;
    private boolean inputEnded;

    /**
     * Makes the connection of a channel.
     *
     * @param descriptors receives the descriptors that come; completes before the first read; {@code null} to lose
     *     them
     * @param opened receives the connection when it can be used
     */
    ChannelConnection(
            Channel channel,
            VertxEventLoop loop,
            PeerAddress peer,
            @Nullable Future<SocketMessages> descriptors,
            Consumer<Connection> opened) {
        this.channel = channel;
        this.loop = loop;
        this.peer = peer;
        this.descriptors = descriptors;
        this.opened = opened;
        this.output = new Output(channel, this::drained, this::fail);
    }

    /** The channel is connected, and its TLS handshake complete. */
    void open(Optional<PeerCertificate> shown) {
        certificate = shown;
        open();
    }

    /** The channel is connected. */
    void open() {
        HalfClosure.allow(channel);
        guard(() -> opened.accept(this));
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
        return Peers.of(channel);
    }

    @Override
    public Optional<PeerCertificate> peerCertificate() {
        return certificate;
    }

    @Override
    public void handler(ConnectionHandler newHandler) {
        boolean first = handler == null;
        handler = newHandler;
        if (first) {
            whenPrepared(() -> loop.execute(this::begin));
        }
    }

    private void whenPrepared(Runnable next) {
        if (descriptors == null) {
            next.run();
        } else {
            descriptors.onComplete(messages -> {
                takeDescriptors(messages);
                next.run();
            });
        }
    }

    private void takeDescriptors(AsyncResult<SocketMessages> messages) {
        if (messages.succeeded() && phase != Phase.CLOSED && EpollSockets.isOne(channel)) {
            intake = DescriptorIntake.of(channel, messages.result());
        }
    }

    /** Passes what has happened so far to the first handler, then reads. */
    private void begin() {
        begun = true;
        for (ByteBuf bytes = early.poll(); bytes != null; bytes = early.poll()) {
            receive(bytes);
        }
        if (inputEnded && phase == Phase.OPEN) {
            tell(ConnectionHandler::inputEnded);
        }
        if (phase == Phase.CLOSED) {
            tell(listener -> listener.closed(failure));
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
            DescriptorMessage message = new DescriptorMessage(socket(), loop.socketMessages(), bytes, given);
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

    /** The number of the socket, if descriptors can pass through it. */
    private int socket() {
        if (peer instanceof PeerAddress.Tcp) {
            throw new UnsupportedOperationException(peer + ": file descriptors pass through unix sockets only");
        }
        NativeCalls.requireEpoll(channel);
        return EpollSockets.number(channel);
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
        if (inputEnded) {
            channel.close();
            return;
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else {
            ((DuplexChannel) channel).shutdownOutput();
        }
        linger = loop.schedule(LINGER, channel::close);
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
            tell(ConnectionHandler::drained);
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
        List<FileDescriptor> taken = intake == null ? List.of() : intake.take();
        try {
            if (phase != Phase.OPEN) {
                taken.forEach(FileDescriptor::close);
            } else if (taken.isEmpty()) {
                tell(listener -> listener.received(bytes.nioBuffer()));
            } else {
                tell(listener -> listener.received(bytes.nioBuffer(), taken));
            }
        } finally {
            bytes.release();
        }
    }

    /** The peer has shut down its sending side. May be called more than once: TLS has an end of its own. */
    void endOfInput() {
        if (!inputEnded) {
            inputEnded = true;
            channel.config().setAutoRead(false);
            if (phase == Phase.ENDING) {
                channel.close();
            } else if (phase == Phase.OPEN && begun) {
                tell(ConnectionHandler::inputEnded);
            }
        }
    }

    /** The channel is closed, by either side. */
    void ended() {
        phase = Phase.CLOSED;
        output.discard();
        early.forEach(ByteBuf::release);
        early.clear();
        if (intake != null) {
            intake.take().forEach(FileDescriptor::close);
        }
        if (linger != null) {
            linger.cancel();
        }
        if (begun) {
            tell(listener -> listener.closed(failure));
        }
    }

    private void tell(Consumer<ConnectionHandler> call) {
        ConnectionHandler listener = handler;
        if (listener != null) {
            guard(() -> call.accept(listener));
        }
    }

    /** Calls foreign code, whose exceptions end this connection only. */
    private void guard(Runnable call) {
        try {
            loop.within(call);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "The handler of the connection with " + peer + " failed", e);
            fail(e);
        }
    }
}

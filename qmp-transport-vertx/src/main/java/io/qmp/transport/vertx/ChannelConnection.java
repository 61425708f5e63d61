package io.qmp.transport.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection over a channel of Netty's. {@link ChannelEvents} tells it what happens there. */
final class ChannelConnection implements Connection {
    private static final System.Logger LOG = System.getLogger(ChannelConnection.class.getName());

    /** How long the peer has to close its side, too: a socket closed over unread bytes may take the last replies with it. */
    private static final Duration LINGER = Duration.ofMillis(100);

    private enum Phase {
        OPEN,
        /** Closed by us; what was queued is on its way. */
        FLUSHING,
        /** All was sent, or is to be lost: nothing that happens now is a failure. */
        ENDING,
        CLOSED
    }

    private final Channel channel;
    private final VertxEventLoop loop;
    private final PeerAddress peer;
    private final Consumer<Connection> opened;
    private final Output output;
    /** What TLS decrypted together with the end of its handshake, while there was no handler. */
    private final Queue<ByteBuf> early = new ArrayDeque<>(0);

    private final @Nullable Future<SocketMessages> descriptors;
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
     * @param descriptors takes descriptors that come, and completes before anything is read; {@code null} to let them go
     * @param opened is told when the connection can be used
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

    /** The channel can be used: it is connected and, if it shall be, secure. */
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

    /** Tells the first handler what has happened so far, then reads. */
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
            read(); // what is read now is dropped
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
            // Past the handlers: TLS would say good-bye first, and wait until that has been sent.
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

    /** Bytes have arrived, and are ours now. */
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

    /** The peer has shut down its sending side. May be told more than once: TLS has an end of its own. */
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

    /** The channel is closed, by whomever. */
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

    /** Calls out. An exception from there ends this connection, not more. */
    private void guard(Runnable call) {
        try {
            loop.within(call);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "The handler of the connection with " + peer + " failed", e);
            fail(e);
        }
    }
}

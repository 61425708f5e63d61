package io.qmp.transport.nio.socket;

import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.transport.nio.loop.ContainedLog;
import io.qmp.transport.nio.loop.SelectorLoop;
import io.qmp.transport.nio.loop.Watched;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Accepts connections at a socket that listens. */
final class SocketListener implements Listener, Watched {
    private static final ContainedLog LOG = ContainedLog.of(SocketListener.class);

    /** After so many connections other channels get their turn. */
    private static final int CONNECTIONS_A_TURN = 64;

    /** How long nothing is accepted when it failed; mostly there are too many open files. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How long failures are not logged again. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final ListeningSocket socket;
    private final ServerSocketChannel channel;
    private final SelectorLoop loop;
    private final Consumer<Connection> acceptor;
    private final SelectionKey key;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean reported;
    private long lastReport;

    /** Begins to accept. On the loop. */
    SocketListener(ListeningSocket socket, SelectorLoop loop, Consumer<Connection> acceptor) throws IOException {
        this.socket = socket;
        this.channel = socket.channel();
        this.loop = loop;
        this.acceptor = acceptor;
        this.key = loop.watch(channel, this);
        key.interestOps(SelectionKey.OP_ACCEPT);
    }

    @Override
    public QmpAddress address() {
        return socket.address();
    }

    @Override
    public Optional<InetSocketAddress> localAddress() {
        return Peers.localAddress(channel);
    }

    @Override
    public void ready(int operations) {
        try {
            for (int i = 0; i < CONNECTIONS_A_TURN && key.isValid(); i++) {
                SocketChannel accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                open(accepted);
            }
        } catch (IOException e) {
            pause(e);
        }
    }

    private void open(SocketChannel accepted) throws IOException {
        SelectorConnection connection;
        try {
            connection = new SelectorConnection(accepted, loop, peer(accepted), null);
        } catch (IOException | RuntimeException e) {
            accepted.close();
            LOG.log(Level.DEBUG, "a connection ended before it began", e);
            return;
        }
        connection.open(acceptor);
    }

    private PeerAddress peer(SocketChannel accepted) throws IOException {
        if (socket.file() != null) {
            return new PeerAddress.Unix(socket.file().path());
        }
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new PeerAddress.Tcp((InetSocketAddress) accepted.getRemoteAddress());
    }

    /** Clients wait in the operating system's queue meanwhile; the selector would report them again and again. */
    private void pause(IOException cause) {
        key.interestOps(0);
        long now = loop.nanoTime();
        if (!reported || now - lastReport > SILENCE.toNanos()) {
            reported = true;
            lastReport = now;
            LOG.log(Level.WARNING, address() + ": no connection can be accepted at the moment", cause);
        }
        loop.schedule(PAUSE, () -> {
            if (key.isValid()) {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
        });
    }

    @Override
    public CompletionStage<Void> close() {
        if (!loop.offer(this::abort)) {
            closed.complete(null); // with the loop
        }
        return closed.minimalCompletionStage();
    }

    @Override
    public void shutDown() {
        abort();
    }

    @Override
    public void abort() {
        if (channel.isOpen()) {
            if (socket.file() != null) {
                socket.file().remove();
            }
            loop.release(channel, () -> closed.complete(null));
        }
    }
}

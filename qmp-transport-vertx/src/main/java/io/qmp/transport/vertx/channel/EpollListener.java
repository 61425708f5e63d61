package io.qmp.transport.vertx.channel;

import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.Socket;
import io.qmp.api.Loggers;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Future;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Accepts connections at a unix socket on Linux. */
final class EpollListener implements Listener, LoopSocket {
    /** How long nothing is accepted when it failed; mostly there are too many open files. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final byte[] accepted = new byte[1 + 108 + 2]; // the peer's address, which says nothing
    private final Place place;
    private final VertxEventLoop loop;
    private final Consumer<Connection> acceptor;
    private final EpollInterest interest;
    private final RateLimitedLog log;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * Where connections are accepted.
     *
     * @param socket listens; the listener owns it
     * @param address what the listener says
     * @param peer what its connections say
     * @param descriptors receives the descriptors that come; {@code null} to lose them
     * @param whenClosed is called when nothing is accepted any more
     */
    record Place(
            Socket socket,
            QmpAddress address,
            PeerAddress peer,
            @Nullable Future<SocketMessages> descriptors,
            Runnable whenClosed) {}

    private EpollListener(Place place, VertxEventLoop loop, Consumer<Connection> acceptor) {
        this.place = place;
        this.loop = loop;
        this.acceptor = acceptor;
        this.interest = new EpollInterest(loop, place.socket(), this);
        this.log = new RateLimitedLog(Loggers.named(EpollListener.class.getName()), loop::nanoTime);
    }

    /** Begins to accept. On the loop. */
    static Listener open(Place place, VertxEventLoop loop, Consumer<Connection> acceptor) {
        EpollListener listener = new EpollListener(place, loop, acceptor);
        loop.sockets().add(listener);
        listener.accept(true);
        return listener;
    }

    private void accept(boolean wanted) {
        try {
            if (place.socket().isOpen()) {
                interest.set(EpollIoOps.EPOLLIN, wanted);
            }
        } catch (IOException e) {
            log.log("watch", Level.WARNING, () -> address() + ": connections are not accepted any more", e);
            abort();
        }
    }

    /** Accepts one connection; if there are more, the loop says so again. */
    @Override
    public void ready(EpollIoOps operations) {
        int number;
        try {
            number = place.socket().accept(accepted);
        } catch (IOException e) {
            log.log("accept", Level.WARNING, () -> address() + ": no connection can be accepted at the moment", e);
            accept(false); // clients wait in the operating system's queue
            loop.schedule(PAUSE, () -> accept(true));
            return;
        }
        if (number >= 0) {
            new EpollConnection(new Socket(number), loop, place.peer(), place.descriptors()).open(acceptor);
        }
    }

    @Override
    public QmpAddress address() {
        return place.address();
    }

    @Override
    public Optional<InetSocketAddress> localAddress() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Void> close() {
        loop.executeAtLast(this::abort);
        return closed.minimalCompletionStage();
    }

    @Override
    public void shutDown() {
        abort();
    }

    @Override
    public void abort() {
        if (place.socket().isOpen()) {
            EpollSockets.close(place.socket());
            interest.end();
            place.whenClosed().run();
            loop.sockets().remove(this);
            closed.complete(null);
        }
    }
}

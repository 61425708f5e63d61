package io.qmp.transport.nio.socket;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.socket.ConnectFailures;
import io.qmp.api.socket.UnixSocketFile;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.UnixAddress;
import io.qmp.transport.nio.address.Addresses;
import io.qmp.transport.nio.loop.SelectorLoop;
import io.qmp.transport.nio.loop.Watched;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One attempt to connect. Tries the addresses of a host in turn, within one limit of time for all. */
public final class ConnectAttempt implements Watched {
    /** How long to wait for room in the queue of a unix socket: nothing tells when there is some. */
    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofMillis(10);

    private final SelectorLoop loop;
    private final Executor workers;
    private final QmpAddress address;
    private final ConnectOptions options;
    private final CompletableFuture<Connection> connected = new CompletableFuture<>();
    private Iterator<? extends SocketAddress> untried = List.<SocketAddress>of().iterator();
    private @Nullable SocketChannel channel;
    private @Nullable SocketAddress socket;

    /** Prepares an attempt. */
    public ConnectAttempt(SelectorLoop loop, Executor workers, QmpAddress address, ConnectOptions options) {
        this.loop = loop;
        this.workers = workers;
        this.address = address;
        this.options = options;
    }

    /** Connects; completes on the loop after this call, and fails with a {@link ConnectFailedException}. */
    public CompletableFuture<Connection> start() {
        loop.execute(this::begin);
        return connected;
    }

    private void begin() {
        EventLoop.Timer limit = loop.schedule(options.timeout(), this::timeOut);
        connected.whenComplete((done, failure) -> limit.cancel());
        try {
            switch (address.scheme()) {
                case TcpAddress.SCHEME -> beginTcp();
                case UnixAddress.SCHEME -> beginUnix();
                default -> throw Addresses.notServed(address);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void beginTcp() {
        if (options.tls().isPresent()) {
            throw ConnectFailures.insecure(address, "the JDK's transport has no TLS\n" + Addresses.HOW_TO_HAVE_TLS);
        }
        workers.execute(this::resolve);
    }

    private void beginUnix() {
        if (options.tls().isPresent()) {
            throw ConnectFailures.tlsOnUnixSocket(address);
        }
        Path path = Addresses.file(UnixAddress.of(address));
        UnixSocketFile.checkLength(
                path,
                UnixSocketFile.LONGEST_JDK_PATH,
                " on the JDK's sockets; io.qmp:qmp-transport-vertx takes " + UnixSocketFile.LONGEST_PATH);
        tryEach(List.of(UnixDomainSocketAddress.of(path)));
    }

    /** On a worker thread. */
    private void resolve() {
        Runnable next;
        try {
            List<InetSocketAddress> sockets = Addresses.resolve(TcpAddress.of(address));
            next = () -> tryEach(sockets);
        } catch (IOException | RuntimeException | Error e) {
            next = () -> fail(e);
        }
        loop.offer(next); // once the loop has ended, the transport fails what is pending
    }

    private void tryEach(List<? extends SocketAddress> sockets) {
        untried = sockets.iterator();
        tryNext();
    }

    private void tryNext() {
        socket = untried.next();
        tryOnce(socket);
    }

    private void tryOnce(SocketAddress where) {
        if (connected.isDone()) {
            return; // it took too long
        }
        try {
            if (where instanceof UnixDomainSocketAddress unix) {
                tryUnix(unix);
            } else {
                tryTcp(where);
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void tryTcp(SocketAddress where) throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        SelectionKey key = loop.watch(opened, this);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (opened.connect(where)) {
            succeed(opened, where);
        } else {
            key.interestOps(SelectionKey.OP_CONNECT);
        }
    }

    /** Unix sockets connect at once, or the server's queue is full: then a blocking socket would wait for room. */
    private void tryUnix(UnixDomainSocketAddress where) throws IOException {
        SocketChannel opened = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel = opened;
        loop.watch(opened, this);
        boolean full;
        try {
            full = !opened.connect(where); // as some versions of the JDK report it
        } catch (SocketException e) {
            if (!ConnectFailures.isQueueFull(e)) {
                throw e;
            }
            full = true;
        }
        if (full) {
            discard();
            loop.schedule(UNTIL_THERE_IS_ROOM, () -> tryOnce(where));
        } else {
            succeed(opened, where);
        }
    }

    @Override
    public void ready(int operations) {
        SocketChannel connecting = channel;
        SocketAddress where = socket;
        if (connecting == null || where == null) {
            return;
        }
        try {
            if (connecting.finishConnect()) {
                succeed(connecting, where);
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void succeed(SocketChannel opened, SocketAddress where) throws IOException {
        ConnectFailures.refuseOwnEnd(opened.getLocalAddress(), where);
        Connection connection = where instanceof UnixDomainSocketAddress unix
                ? new SelectorConnection(opened, loop, new PeerAddress.Unix(unix.getPath()), null)
                : new SelectorConnection(
                        opened, loop, new PeerAddress.Tcp((InetSocketAddress) where), new TlsServerDetector(address));
        channel = null;
        if (!connected.complete(connection)) {
            connection.abort();
        }
    }

    private void failed(Throwable cause) {
        discard();
        if (untried.hasNext() && !connected.isDone()) {
            tryNext();
        } else {
            fail(cause);
        }
    }

    private void fail(Throwable cause) {
        connected.completeExceptionally(ConnectFailures.connecting(address, cause));
    }

    private void timeOut() {
        fail(ConnectFailures.timedOut(address, options.timeout()));
        discard();
    }

    private void discard() {
        SocketChannel unused = channel;
        channel = null;
        if (unused != null) {
            loop.release(unused, () -> {});
        }
    }

    @Override
    public void shutDown() {
        abort();
    }

    @Override
    public void abort() {
        fail(new ConnectFailedException("The transport is closed\nOpen another one."));
        discard();
    }
}

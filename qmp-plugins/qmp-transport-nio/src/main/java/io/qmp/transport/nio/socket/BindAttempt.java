package io.qmp.transport.nio.socket;

import io.qmp.api.Loggers;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.socket.ConnectFailures;
import io.qmp.api.socket.UnixSocketFile;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.UnixAddress;
import io.qmp.transport.nio.address.Addresses;
import io.qmp.transport.nio.loop.SelectorLoop;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One attempt to listen. The socket is opened on a worker thread, where names and disks may be waited for. */
public final class BindAttempt {
    private static final System.Logger LOG = Loggers.named(BindAttempt.class.getName());

    /** How many clients may wait to be accepted; the operating system has a limit of its own. */
    private static final int BACKLOG = 4096;

    private final SelectorLoop loop;
    private final Executor workers;
    private final QmpAddress address;
    private final ListenOptions options;
    private final Consumer<Connection> acceptor;
    private final CompletableFuture<Listener> listening = new CompletableFuture<>();

    /** Prepares an attempt, whose connections go to the acceptor. */
    public BindAttempt(
            SelectorLoop loop,
            Executor workers,
            QmpAddress address,
            ListenOptions options,
            Consumer<Connection> acceptor) {
        this.loop = loop;
        this.workers = workers;
        this.address = address;
        this.options = options;
        this.acceptor = acceptor;
    }

    /** Listens; completes on the loop, and fails with a {@link ConnectFailedException}. */
    public CompletableFuture<Listener> start() {
        workers.execute(this::open);
        return listening;
    }

    private void open() {
        try {
            ListeningSocket socket = switch (address.scheme()) {
                case TcpAddress.SCHEME -> openTcp(TcpAddress.of(address));
                case UnixAddress.SCHEME -> openUnix(Addresses.file(UnixAddress.of(address)));
                default -> throw Addresses.notServed(address);
            };
            if (!loop.offer(() -> accept(socket))) {
                discard(socket); // the transport fails what is pending when it is closed
            }
        } catch (IOException | RuntimeException | Error e) {
            loop.offer(() -> fail(e));
        }
    }

    private void accept(ListeningSocket socket) {
        try {
            listening.complete(new SocketListener(socket, loop, acceptor));
        } catch (IOException | RuntimeException e) {
            discard(socket);
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        listening.completeExceptionally(ConnectFailures.listening(address, cause));
    }

    private static void discard(ListeningSocket socket) {
        close(socket.channel());
        if (socket.file() != null) {
            socket.file().remove();
        }
    }

    private static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a socket could not be closed", e);
        }
    }

    private ListeningSocket openTcp(TcpAddress tcp) throws IOException {
        if (options.tls().isPresent()) {
            throw new ConnectFailedException(
                    Reason.INSECURE,
                    "Failed to bind socket: " + address + ": the JDK's transport has no TLS\n"
                            + Addresses.HOW_TO_HAVE_TLS,
                    null);
        }
        InetSocketAddress socket = Addresses.resolve(tcp).get(0);
        if (!socket.getAddress().isLoopbackAddress() && !options.openToNetwork()) {
            throw ConnectFailures.openToNetwork(address);
        }
        ServerSocketChannel channel = bindFirstFree(socket, tcp.lastPort());
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        return new ListeningSocket(tcp.withPort(port).toAddress(), channel, null);
    }

    private static ServerSocketChannel bindFirstFree(InetSocketAddress first, int lastPort) throws IOException {
        for (int port = first.getPort(); true; port++) {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            try {
                bind(channel, new InetSocketAddress(first.getAddress(), port));
                return channel;
            } catch (BindException e) {
                if (port >= lastPort) {
                    throw e;
                }
            }
        }
    }

    private ListeningSocket openUnix(Path path) throws IOException {
        UnixSocketFile file = UnixSocketFile.prepare(path);
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            bind(channel, UnixDomainSocketAddress.of(file.hidden()));
            try {
                file.publish(options.socketMode());
            } catch (IOException | RuntimeException e) {
                close(channel);
                throw e;
            }
            reportDescriptors();
            return new ListeningSocket(address, channel, file);
        } catch (IOException | RuntimeException e) {
            file.discard();
            throw e;
        }
    }

    private static void bind(ServerSocketChannel channel, SocketAddress socket) throws IOException {
        try {
            channel.bind(socket, BACKLOG);
        } catch (IOException | RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    private void reportDescriptors() {
        if (options.descriptors()) {
            LOG.log(
                    Level.INFO,
                    "{0}: file descriptors cannot be taken: the JDK''s sockets pass none; io.qmp:qmp-transport-vertx does",
                    address);
        }
    }
}

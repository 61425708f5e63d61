package io.qmp.transport.vertx.channel;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.NotSslRecordException;
import io.qmp.api.Loggers;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.socket.ConnectFailures;
import io.qmp.api.socket.UnixSocketFile;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.UnixAddress;
import io.qmp.transport.vertx.address.Addresses;
import io.qmp.transport.vertx.address.Errno;
import io.qmp.transport.vertx.channel.ConnectionInitializer.Security;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.InheritedSocket;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.qmp.transport.vertx.tls.TlsServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.PromiseInternal;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt to listen. Calls that may block run on a worker thread, the rest on the loop. */
public final class BindAttempt {
    private static final System.Logger LOG = Loggers.named(BindAttempt.class.getName());

    private final VertxEventLoop loop;
    private final ListenOptions options;
    private final Consumer<Connection> acceptor;

    /** Prepares an attempt, whose connections go to the acceptor. */
    public BindAttempt(VertxEventLoop loop, ListenOptions options, Consumer<Connection> acceptor) {
        this.loop = loop;
        this.options = options;
        this.acceptor = acceptor;
    }

    /** Listens; fails with a {@link ConnectFailedException}. */
    public Future<Listener> at(QmpAddress address) {
        Future<Listener> listener;
        try {
            listener = begin(address);
        } catch (ConnectFailedException e) {
            listener = loop.context().failedFuture(e);
        }
        return listener.recover(
                cause -> Future.failedFuture(ConnectFailures.listening(address, Errno.of(cause), cause)));
    }

    private Future<Listener> begin(QmpAddress address) {
        return switch (address.scheme()) {
            case TcpAddress.SCHEME -> atTcp(TcpAddress.of(address));
            case UnixAddress.SCHEME -> atUnix(UnixAddress.of(address));
            case InheritedSocket.SCHEME -> atInherited(address);
            default -> loop.context().failedFuture(Addresses.notServed(address));
        };
    }

    private Future<Listener> atTcp(TcpAddress tcp) {
        record Place(InetSocketAddress socket, Optional<TlsServer> tls) {}

        return loop.callBlocking(() -> new Place(permitted(tcp), options.tls().map(TlsServer::new)))
                .compose(place -> bindToFirstFree(place.socket(), tcp.lastPort(), place.tls()))
                .map(channel -> new ChannelListener(
                        tcp.withPort(((InetSocketAddress) channel.localAddress()).getPort())
                                .toAddress(),
                        channel,
                        loop));
    }

    private Future<Channel> bindToFirstFree(InetSocketAddress socket, int lastPort, Optional<TlsServer> tls) {
        return bind(tcpBootstrap(), socket, accepting(Peers::tcp, tls, null)).recover(cause -> {
            int next = socket.getPort() + 1;
            return next <= lastPort && ConnectFailures.isInUse(Errno.of(cause), cause)
                    ? bindToFirstFree(new InetSocketAddress(socket.getAddress(), next), lastPort, tls)
                    : Future.failedFuture(cause);
        });
    }

    private static ServerBootstrap tcpBootstrap() {
        return new ServerBootstrap()
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true);
    }

    private ConnectionInitializer accepting(
            Function<Channel, PeerAddress> peer,
            Optional<TlsServer> tls,
            @Nullable Future<SocketMessages> descriptors) {
        return new ConnectionInitializer(
                loop,
                peer,
                tls.map(server -> new Security(server::secure, BindAttempt::handshakeFailed))
                        .orElse(null),
                descriptors,
                acceptor);
    }

    /** Accepts connections at a socket that listens already. */
    private Future<Listener> atInherited(QmpAddress address) {
        record Place(InheritedSocket socket, Optional<TlsServer> tls) {}

        Addresses.requireEpoll(loop.context().owner(), address, "descriptors as addresses need");
        Promise<SocketMessages> descriptors = loop.context().promise();
        return loop.callBlocking(() -> new Place(
                        InheritedSocket.of(address).requireListening(),
                        options.tls().map(TlsServer::new)))
                .compose(place -> {
                    boolean unix = place.socket().unix();
                    ServerBootstrap bootstrap = unix ? new ServerBootstrap() : tcpBootstrap();
                    Function<Channel, PeerAddress> peer =
                            unix ? channel -> new PeerAddress.Unnamed(address.toString()) : Peers::tcp;
                    return open(
                            bootstrap.channelFactory(place.socket()::serverChannel),
                            accepting(peer, place.tls(), unix && options.descriptors() ? descriptors.future() : null),
                            ServerBootstrap::register);
                })
                .map(channel -> {
                    prepareForDescriptors(address, channel, descriptors);
                    return new ChannelListener(address, channel, loop);
                });
    }

    private InetSocketAddress permitted(TcpAddress tcp) throws UnknownHostException {
        InetSocketAddress socket = Addresses.resolve(tcp).get(0);
        if (!socket.getAddress().isLoopbackAddress() && options.tls().isEmpty() && !options.openToNetwork()) {
            throw ConnectFailures.openToNetwork(tcp.toAddress());
        }
        return socket;
    }

    private static void handshakeFailed(Connection connection, Throwable cause) {
        // Not its message: that shows what a client sent that does not speak TLS.
        String why = cause instanceof NotSslRecordException ? "it does not speak TLS" : cause.toString();
        LOG.log(Level.INFO, "{0} was refused: {1}", connection.peer(), why);
    }

    private Future<Listener> atUnix(UnixAddress unix) {
        if (loop.watchesEpollSockets()) {
            return new EpollBindAttempt(loop, options, acceptor).at(unix);
        }
        Promise<SocketMessages> descriptors = loop.context().promise();
        PeerAddress peer = Peers.address(unix);
        ConnectionInitializer connections =
                accepting(channel -> peer, Optional.empty(), options.descriptors() ? descriptors.future() : null);
        Future<Channel> bound = unix.isAbstract() ? bindToName(unix, connections) : bindToFile(unix, connections);
        return bound.map(channel -> {
            reportMissingNumbers(unix, channel);
            prepareForDescriptors(unix.toAddress(), channel, descriptors);
            return new ChannelListener(unix.toAddress(), channel, loop);
        });
    }

    private Future<Channel> bindToName(UnixAddress unix, ConnectionInitializer connections) {
        SocketAddress name = Addresses.unix(loop.context().owner(), unix);
        return bind(new ServerBootstrap(), name, connections);
    }

    private Future<Channel> bindToFile(UnixAddress unix, ConnectionInitializer connections) {
        return loop.callBlocking(() -> UnixSocketFile.prepare(unix.path()))
                .compose(file -> bind(
                                new ServerBootstrap(),
                                Addresses.unix(
                                        loop.context().owner(), file.hidden().toString()),
                                connections)
                        .compose(channel -> publish(file, channel))
                        .onFailure(cause -> file.discard()));
    }

    private static void reportMissingNumbers(UnixAddress unix, Channel channel) {
        if (EpollSockets.areExpected() && !EpollSockets.isOne(channel)) {
            LOG.log(
                    Level.INFO,
                    "{0}: the uid, gid and pid of clients are not known, only names."
                            + " They need Netty''s native transport: {1}",
                    unix.toAddress(),
                    EpollSockets.missing());
        }
    }

    /** After listening has begun: loading takes longer, and no client waits for it before it has been greeted. */
    private void prepareForDescriptors(QmpAddress address, Channel channel, Promise<SocketMessages> descriptors) {
        if (options.descriptors()) {
            DescriptorPassing.load(loop, address, channel).onComplete(descriptors);
        }
    }

    private Future<Channel> publish(UnixSocketFile file, Channel channel) {
        return loop.callBlocking(() -> {
                    file.publish(options.socketMode());
                    return channel;
                })
                .onSuccess(published -> channel.closeFuture().addListener(closed -> file.remove()))
                .onFailure(cause -> channel.close());
    }

    private Future<Channel> bind(ServerBootstrap bootstrap, SocketAddress socket, ConnectionInitializer connections) {
        boolean unix = !(socket instanceof InetSocketAddress);
        return open(
                bootstrap.channelFactory(loop.context().owner().transport().serverChannelFactory(unix)),
                connections,
                prepared -> prepared.bind(socket));
    }

    private Future<Channel> open(
            ServerBootstrap bootstrap,
            ConnectionInitializer connections,
            Function<ServerBootstrap, ChannelFuture> opening) {
        ChannelFuture binding = opening.apply(bootstrap
                .group(loop.context().nettyEventLoop())
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(connections));
        loop.channels().add(binding.channel());
        PromiseInternal<Void> bound = loop.context().promise();
        binding.addListener(bound);
        return bound.future().map(binding.channel());
    }
}

package io.qmp.transport.vertx.channel;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.socket.ConnectFailures;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.UnixAddress;
import io.qmp.transport.vertx.address.Addresses;
import io.qmp.transport.vertx.address.Errno;
import io.qmp.transport.vertx.channel.ConnectionInitializer.Security;
import io.qmp.transport.vertx.descriptor.InheritedSocket;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.qmp.transport.vertx.tls.TlsClient;
import io.qmp.transport.vertx.tls.TlsServerDetector;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to connect. Tries the addresses of a host in turn, within one limit of time for all. */
public final class ConnectAttempt {
    private final VertxEventLoop loop;
    private final QmpAddress address;
    private final ConnectOptions options;
    private final Promise<Connection> connected;
    private @Nullable Channel channel;

    /** Prepares an attempt. */
    public ConnectAttempt(VertxEventLoop loop, QmpAddress address, ConnectOptions options) {
        this.loop = loop;
        this.address = address;
        this.options = options;
        this.connected = loop.context().promise();
    }

    private record Target(
            Iterator<? extends SocketAddress> sockets,
            @Nullable TlsClient tls) {}

    /** Connects; fails with a {@link ConnectFailedException}. */
    public Future<Connection> start() {
        EventLoop.Timer limit = loop.schedule(options.timeout(), this::timeOut);
        if (address.scheme().equals(InheritedSocket.SCHEME)) {
            loop.callBlocking(this::inherited)
                    .<Void>map(socket -> {
                        take(socket);
                        return null;
                    })
                    .onFailure(this::fail);
        } else if (address.scheme().equals(UnixAddress.SCHEME) && loop.watchesEpollSockets()) {
            loop.context().runOnContext(nothing -> connectUnix());
        } else {
            target().<Void>map(found -> {
                        tryNext(found);
                        return null;
                    })
                    .onFailure(this::fail);
        }
        return connected.future().onComplete(done -> limit.cancel());
    }

    private Future<Target> target() {
        return switch (address.scheme()) {
            case TcpAddress.SCHEME -> loop.callBlocking(() -> target(TcpAddress.of(address)));
            case UnixAddress.SCHEME -> loop.call(() -> target(UnixAddress.of(address)));
            default -> loop.context().failedFuture(Addresses.notServed(address));
        };
    }

    private Target target(TcpAddress tcp) throws UnknownHostException {
        return new Target(
                Addresses.resolve(tcp).iterator(),
                options.tls().map(tls -> new TlsClient(tls, tcp)).orElse(null));
    }

    private Target target(UnixAddress unix) {
        return new Target(List.of(socketAddress(unix)).iterator(), null);
    }

    private SocketAddress socketAddress(UnixAddress unix) {
        if (options.tls().isPresent()) {
            throw ConnectFailures.tlsOnUnixSocket(address);
        }
        return Addresses.unix(loop.context().owner(), unix);
    }

    /** Connects a socket that needs no channel. */
    private void connectUnix() {
        try {
            UnixAddress unix = UnixAddress.of(address);
            new EpollConnectAttempt(loop, options.descriptors()).to(unix, socketAddress(unix), this::succeed);
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private InheritedSocket inherited() throws IOException {
        Addresses.requireEpoll(loop.context().owner(), address, "descriptors as addresses need");
        return InheritedSocket.of(address).requireConnected();
    }

    /** Makes a connection of a socket that is connected already. */
    private void take(InheritedSocket socket) {
        Channel inherited = socket.channel();
        PeerAddress peer = socket.unix() ? new PeerAddress.Unnamed(address.toString()) : Peers.tcp(inherited);
        Future<SocketMessages> descriptors =
                socket.unix() && options.descriptors() ? DescriptorPassing.load(loop, address, inherited) : null;
        new Bootstrap()
                .group(loop.context().nettyEventLoop())
                .channelFactory(() -> inherited)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ConnectionInitializer(loop, channel -> peer, null, descriptors, this::succeed))
                .register()
                .addListener(registered -> {
                    if (!registered.isSuccess()) {
                        fail(registered.cause());
                    }
                });
    }

    private void tryNext(Target target) {
        SocketAddress socket = target.sockets().next();
        PeerAddress peer = socket instanceof InetSocketAddress tcp
                ? new PeerAddress.Tcp(tcp)
                : Peers.address(UnixAddress.of(address));
        boolean unix = !(peer instanceof PeerAddress.Tcp);
        TlsClient tls = target.tls();
        Promise<SocketMessages> descriptors = loop.context().promise();
        boolean passed = unix && options.descriptors();
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.context().nettyEventLoop())
                .channelFactory(loop.context().owner().transport().channelFactory(unix))
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ConnectionInitializer(
                        loop,
                        channel -> peer,
                        tls == null ? null : new Security(tls::secure, (connection, cause) -> fail(tls.failure(cause))),
                        passed ? descriptors.future() : null,
                        connection -> succeed(connection, target, socket)));
        if (!unix) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true);
        }
        ChannelFuture attempt = bootstrap.connect(socket);
        channel = attempt.channel();
        if (passed) {
            DescriptorPassing.load(loop, address, channel).onComplete(descriptors);
        }
        attempt.addListener(result -> {
            if (!result.isSuccess()) {
                failed(target, result.cause());
            }
        });
    }

    private void failed(Target target, Throwable cause) {
        if (target.sockets().hasNext() && !connected.future().isComplete()) {
            tryNext(target);
        } else {
            fail(cause);
        }
    }

    private void succeed(Connection connection, Target target, SocketAddress socket) {
        try {
            ConnectFailures.refuseOwnEnd(connection.localAddress().orElse(null), socket);
            succeed(connection);
        } catch (ConnectException e) {
            connection.abort();
            failed(target, e);
        }
    }

    private void succeed(Connection connection) {
        if (options.tls().isEmpty() && address.scheme().equals(TcpAddress.SCHEME) && channel != null) {
            channel.pipeline().addFirst(new TlsServerDetector(address));
        }
        if (!connected.tryComplete(connection)) {
            connection.abort();
        }
    }

    private void fail(Throwable cause) {
        connected.tryFail(ConnectFailures.connecting(address, Errno.of(cause), cause));
    }

    private void timeOut() {
        fail(ConnectFailures.timedOut(address, options.timeout()));
        if (channel != null) {
            channel.close();
        }
    }
}

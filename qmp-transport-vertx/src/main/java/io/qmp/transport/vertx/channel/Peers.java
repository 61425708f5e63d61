package io.qmp.transport.vertx.channel;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.qmp.api.Loggers;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.UnixAddress;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Finds out the credentials of the process at the other end of a channel. */
final class Peers {
    private static final System.Logger LOG = Loggers.named(Peers.class.getName());

    private Peers() {}

    /** {@return the address of the other end of a unix socket} */
    static PeerAddress address(UnixAddress unix) {
        return unix.isAbstract()
                ? new PeerAddress.Unnamed(unix.toAddress().toString())
                : new PeerAddress.Unix(unix.path());
    }

    /** {@return the address of the other end of a TCP connection} */
    static PeerAddress tcp(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? new PeerAddress.Tcp(remote)
                : new PeerAddress.Other("tcp"); // it has ended already
    }

    /** {@return the address and port of a channel's own end; empty for unix sockets} */
    static Optional<InetSocketAddress> localAddress(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local ? Optional.of(local) : Optional.empty();
    }

    /** {@return numbers on Netty's native transport for Linux, names on NIO; unknown for TCP} */
    static PeerCredentials of(Channel channel) {
        try {
            if (EpollSockets.isOne(channel)) {
                return EpollSockets.peer(channel);
            }
            if (channel instanceof NioDomainSocketChannel nio) {
                UnixDomainPrincipal peer =
                        nio.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
                return peer == null
                        ? PeerCredentials.UNKNOWN
                        : PeerCredentials.of(peer.user().getName(), peer.group().getName());
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a peer's credentials are not known", e);
        }
        return PeerCredentials.UNKNOWN;
    }
}

package io.qmp.transport.nio.socket;

import io.qmp.api.host.PeerCredentials;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Finds out the credentials of the process at the other end of a unix socket, as far as the JDK tells. */
final class Peers {
    private static final System.Logger LOG = System.getLogger(Peers.class.getName());

    private Peers() {}

    /** {@return the address and port of a channel's own end; empty for unix sockets, and if it has ended} */
    static Optional<InetSocketAddress> localAddress(NetworkChannel channel) {
        try {
            return channel.getLocalAddress() instanceof InetSocketAddress local ? Optional.of(local) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return names; nothing for TCP, where the system does not know, or without the module {@code jdk.net}} */
    static PeerCredentials of(SocketChannel channel) {
        try {
            if (channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
                UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
                return PeerCredentials.of(peer.user().getName(), peer.group().getName());
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "a peer's credentials are not known", e);
        }
        return PeerCredentials.UNKNOWN;
    }
}

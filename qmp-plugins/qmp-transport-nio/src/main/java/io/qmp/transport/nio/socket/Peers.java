package io.qmp.transport.nio.socket;

import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.transport.nio.loop.ContainedLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** The addresses of the two ends of a socket, and the user at the other, as the JDK knows them. */
final class Peers {
    private static final ContainedLog LOG = ContainedLog.of(Peers.class);

    private Peers() {}

    /** {@return the address and port of a channel's own end; empty for unix sockets, and if it has ended} */
    static Optional<InetSocketAddress> localAddress(NetworkChannel channel) {
        try {
            return channel.getLocalAddress() instanceof InetSocketAddress local ? Optional.of(local) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return the refusal of descriptors for a peer} */
    static UnsupportedOperationException noDescriptors(PeerAddress peer) {
        return new UnsupportedOperationException(peer
                + (peer instanceof PeerAddress.Tcp
                        ? ": file descriptors pass through unix sockets only"
                        : ": the JDK's sockets pass no file descriptors; io.qmp:qmp-transport-vertx does"));
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

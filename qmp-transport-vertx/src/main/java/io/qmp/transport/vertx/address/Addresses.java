package io.qmp.transport.vertx.address;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.socket.UnixSocketFile;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.UnixAddress;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.InheritedSocket;
import io.vertx.core.internal.VertxInternal;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Turns addresses into those of sockets. */
public final class Addresses {
    /** What programs call this transport. */
    public static final String VERTX = "vertx";

    /** The schemes of the addresses that are served. */
    public static final Set<String> SCHEMES = Set.of(TcpAddress.SCHEME, UnixAddress.SCHEME, InheritedSocket.SCHEME);

    private Addresses() {}

    /** {@return the failure of an attempt at an address of another scheme} */
    public static ConnectFailedException notServed(QmpAddress address) {
        return Transports.notServed(address, VERTX, SCHEMES);
    }

    /**
     * {@return the addresses of a host, the best first} Asks the JDK, which uses all sources of names of the system,
     * and blocks.
     */
    public static List<InetSocketAddress> resolve(TcpAddress tcp) throws UnknownHostException {
        List<InetSocketAddress> found = Stream.of(InetAddress.getAllByName(tcp.host()))
                .filter(address -> isOf(tcp.versions(), address))
                .map(address -> new InetSocketAddress(address, tcp.port()))
                .toList();
        if (found.isEmpty()) {
            throw new UnknownHostException(tcp.host());
        }
        return found;
    }

    private static boolean isOf(TcpAddress.Versions versions, InetAddress address) {
        return switch (versions) {
            case ANY -> true;
            case IPV4 -> address instanceof Inet4Address;
            case IPV6 -> address instanceof Inet6Address;
        };
    }

    /**
     * {@return the address of a unix socket to connect to, of the class that the channels of this Vert.x take}
     *
     * @throws ConnectFailedException if no socket can have such a name here
     */
    public static SocketAddress unix(VertxInternal vertx, UnixAddress unix) {
        if (unix.isAbstract()) {
            return abstractName(vertx, unix);
        }
        UnixSocketFile.checkLength(
                unix.path(),
                vertx.isNativeTransportEnabled() ? UnixSocketFile.LONGEST_PATH : UnixSocketFile.LONGEST_JDK_PATH,
                "");
        return unix(vertx, unix.name());
    }

    /** {@return the address of the socket with this path, or with an abstract name behind a zero byte} */
    public static SocketAddress unix(VertxInternal vertx, String path) {
        return vertx.transport().convert(io.vertx.core.net.SocketAddress.domainSocketAddress(path));
    }

    /** Netty takes no name that fills a socket address up to its end: binding to one fails now and then. */
    private static SocketAddress abstractName(VertxInternal vertx, UnixAddress unix) {
        requireEpoll(vertx, unix.toAddress(), "abstract names of unix sockets need");
        if (!unix.tight()) {
            throw new ConnectFailedException(unix.toAddress() + ": Netty cannot fill up abstract names\n"
                    + "Leave out tight=off, here and at the other end.");
        }
        int longest = UnixSocketFile.LONGEST_PATH - 1;
        if (unix.name().getBytes(StandardCharsets.UTF_8).length > longest) {
            throw new ConnectFailedException("UNIX socket path '" + unix.name()
                    + "' is too long\nAn abstract name must be less than " + (longest + 1) + " bytes");
        }
        return unix(vertx, '\0' + unix.name());
    }

    /**
     * Checks that the sockets of a Vert.x are those of Netty's native transport for Linux.
     *
     * @throws ConnectFailedException if not; the message says what is missing
     */
    public static void requireEpoll(VertxInternal vertx, QmpAddress address, String what) {
        if (!EpollSockets.areExpected() || !vertx.isNativeTransportEnabled()) {
            throw new ConnectFailedException(address + ": " + what + " Netty's native transport for Linux\n"
                    + (EpollSockets.areExpected() ? EpollSockets.missing() : "Use another kind of address here."));
        }
    }
}

package io.qmp.transport.nio.address;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.socket.UnixSocketFile;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.UnixAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Turns addresses into those of sockets. */
public final class Addresses {
    /** What programs call this transport. */
    public static final String NIO = "nio";

    /** The remedy where TLS is needed. */
    public static final String HOW_TO_HAVE_TLS = "Add io.qmp:qmp-transport-vertx, which has it.";

    /** The schemes of the addresses that are served. */
    public static final Set<String> SCHEMES = Set.of(TcpAddress.SCHEME, UnixAddress.SCHEME);

    private Addresses() {}

    /** {@return whether the JDK's sockets can connect to an address} */
    public static boolean canBeConnectedTo(QmpAddress address) {
        if (!address.scheme().equals(UnixAddress.SCHEME)) {
            return SCHEMES.contains(address.scheme());
        }
        UnixAddress unix = UnixAddress.of(address);
        return !unix.isAbstract() && UnixSocketFile.canBeConnectedTo(unix.path());
    }

    /** {@return the failure of an attempt at an address of another scheme} */
    public static ConnectFailedException notServed(QmpAddress address) {
        return Transports.notServed(address, NIO, SCHEMES);
    }

    /**
     * {@return the addresses of a host, the best first} Asks the JDK, which uses all sources of names of the system,
     * and blocks.
     *
     * @throws ConnectFailedException if none is of a version of IP that is wanted
     */
    public static List<InetSocketAddress> resolve(TcpAddress tcp) throws UnknownHostException {
        List<InetSocketAddress> found = Stream.of(InetAddress.getAllByName(tcp.host()))
                .filter(address -> isWanted(address, tcp.versions()))
                .map(address -> new InetSocketAddress(address, tcp.port()))
                .toList();
        if (found.isEmpty()) {
            throw new ConnectFailedException(
                    Reason.NOT_FOUND,
                    "address resolution failed for " + tcp.host() + ':' + tcp.port()
                            + ": Address family for hostname not supported\nAllow the other version of IP, too.",
                    null);
        }
        return found;
    }

    private static boolean isWanted(InetAddress address, TcpAddress.Versions versions) {
        return switch (versions) {
            case ANY -> true;
            case IPV4 -> address instanceof Inet4Address;
            case IPV6 -> !(address instanceof Inet4Address);
        };
    }

    /**
     * {@return the file of a unix socket}
     *
     * @throws ConnectFailedException if it has none but an abstract name, which the JDK does not know
     */
    public static Path file(UnixAddress unix) {
        if (unix.isAbstract()) {
            throw new ConnectFailedException(unix.toAddress()
                    + ": the JDK's sockets have no abstract names\n"
                    + "Add io.qmp:qmp-transport-vertx, which has them, or choose a path.");
        }
        return unix.path();
    }
}

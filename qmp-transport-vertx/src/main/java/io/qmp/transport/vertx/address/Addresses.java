package io.qmp.transport.vertx.address;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.UnixAddress;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Turns addresses into those of sockets. */
public final class Addresses {
    /** What programs call this transport. */
    public static final String VERTX = "vertx";

    /** The schemes of the addresses that are served. */
    public static final Set<String> SCHEMES = Set.of(TcpAddress.SCHEME, UnixAddress.SCHEME);

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
        return Stream.of(InetAddress.getAllByName(tcp.host()))
                .map(address -> new InetSocketAddress(address, tcp.port()))
                .toList();
    }

    /** {@return the address of a unix socket, of the class that the channels of this Vert.x take} */
    public static SocketAddress unix(VertxInternal vertx, Path path) {
        return vertx.transport().convert(io.vertx.core.net.SocketAddress.domainSocketAddress(path.toString()));
    }
}

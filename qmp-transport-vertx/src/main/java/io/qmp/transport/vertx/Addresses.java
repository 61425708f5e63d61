package io.qmp.transport.vertx;

import io.qmp.api.wire.QmpAddress;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Turns addresses into what sockets understand. */
final class Addresses {
    private Addresses() {}

    /** {@return where a host is, the best address first} Asks the JDK and so may block; it knows all that the system knows. */
    static List<InetSocketAddress> resolve(QmpAddress.Tcp tcp) throws UnknownHostException {
        return Stream.of(InetAddress.getAllByName(tcp.host()))
                .map(address -> new InetSocketAddress(address, tcp.port()))
                .toList();
    }

    static SocketAddress unix(VertxInternal vertx, Path path) {
        return vertx.transport().convert(io.vertx.core.net.SocketAddress.domainSocketAddress(path.toString()));
    }
}

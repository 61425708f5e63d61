package io.qmp.api.host;

import io.qmp.api.Stable;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * The place of the other end of a connection. Rules that decide by peer compare these values; the text is for people.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public sealed interface PeerAddress {
    /**
     * {@return whether the peer is certainly on this machine} True for unix sockets and for {@link Process}. False
     * for TCP, also from a loopback address: port forwarding makes others look so. False for {@link Other}.
     */
    default boolean isLocal() {
        return true;
    }

    /**
     * The other end of a unix socket.
     *
     * @param path where the connection was made; the peer itself has no path
     */
    record Unix(Path path) implements PeerAddress {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /**
     * The other end of a unix socket that has no path: its name is abstract, or its descriptor was handed over.
     *
     * @param name the address, such as {@code unix:NAME,abstract=on} or {@code fd:3}
     */
    record Unnamed(String name) implements PeerAddress {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The other end of a TCP connection.
     *
     * @param address resolved, so {@link InetSocketAddress#getAddress} is not null
     */
    record Tcp(InetSocketAddress address) implements PeerAddress {
        @Override
        public boolean isLocal() {
            return false;
        }

        @Override
        public String toString() {
            String host = address.getHostString();
            return "tcp:" + (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + address.getPort();
        }
    }

    /**
     * The other end is this process, or the process that holds its standard input and output.
     *
     * @param name what it is called, such as {@code stdio}
     */
    record Process(String name) implements PeerAddress {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The connection does not say in a typed form where its other end is.
     *
     * @param name what the connection calls it
     */
    record Other(String name) implements PeerAddress {
        @Override
        public boolean isLocal() {
            return false;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}

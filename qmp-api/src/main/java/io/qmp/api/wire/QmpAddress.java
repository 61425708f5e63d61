package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.nio.file.Path;

/**
 * Where a QMP server is: {@code unix:PATH}, {@code tcp:HOST:PORT}, or {@code tcp:[IPV6]:PORT}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public sealed interface QmpAddress {

    /**
     * {@return the address that a text stands for}
     *
     * @param text {@code unix:PATH} or {@code tcp:HOST:PORT}; an empty host means localhost
     * @throws IllegalArgumentException if it is of no such form; the message says what is wrong
     */
    static QmpAddress parse(String text) {
        return AddressParser.parse(text);
    }

    /** {@return the address of a unix socket} */
    static QmpAddress unix(Path path) {
        return new Unix(path);
    }

    /** {@return a TCP address} */
    static QmpAddress tcp(String host, int port) {
        return new Tcp(host, port);
    }

    /**
     * A unix socket in the file system.
     *
     * @param path its file
     */
    record Unix(Path path) implements QmpAddress {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /**
     * A TCP port.
     *
     * @param host a name or a numeric address, an IPv6 one without brackets
     * @param port from 0 to 65535
     */
    record Tcp(String host, int port) implements QmpAddress {
        /**
         * Checks the port.
         *
         * @throws IllegalArgumentException if there can be no such port
         */
        public Tcp {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("a TCP port is a number from 0 to 65535, not " + port);
            }
        }

        @Override
        public String toString() {
            return "tcp:" + (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
        }
    }
}

package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.util.Optional;
import java.util.Set;

/**
 * A TCP port: what the text of an address says whose scheme is {@value #SCHEME}. For transports that serve it.
 *
 * <p>Behind host and port may stand QEMU's keys: {@code to=PORT}, for listening, is the last of the ports of which
 * the first free one is taken; {@code ipv4=on}, {@code ipv6=on} or {@code off} leave out the addresses of the host
 * that are of the other version.
 *
 * @param host a name or a numeric address, an IPv6 one without brackets
 * @param port from 0 to 65535
 * @param lastPort the last of the ports to try when listening; the port itself for no other
 * @param versions which addresses of the host count
 * @since 0.1
 */
@Experimental(since = "0.1")
public record TcpAddress(String host, int port, int lastPort, Versions versions) {
    /** The scheme of these addresses. */
    public static final String SCHEME = "tcp";

    private static final String IPV4_KEY = "ipv4";
    private static final String IPV6_KEY = "ipv6";
    private static final int MOST = 65535;

    /** Versions of the internet protocol. */
    public enum Versions {
        /** Both. */
        ANY(""),
        /** Only version 4. */
        IPV4(",ipv4=on"),
        /** Only version 6. */
        IPV6(",ipv6=on");

        private final String text;

        Versions(String text) {
            this.text = text;
        }
    }

    /**
     * Checks the ports.
     *
     * @throws IllegalArgumentException if there can be no such port, or the last one comes before the first
     */
    public TcpAddress {
        checkedPort(port);
        checkedPort(lastPort);
        if (lastPort < port) {
            throw new IllegalArgumentException(
                    "the last port to try, " + lastPort + ", comes before the first, " + port);
        }
    }

    static int checkedPort(int port) {
        if (port < 0 || port > MOST) {
            throw new IllegalArgumentException("a TCP port is a number from 0 to 65535, not " + port);
        }
        return port;
    }

    /** {@return the address of one port, of any version} */
    public static TcpAddress at(String host, int port) {
        return new TcpAddress(host, port, port, Versions.ANY);
    }

    /**
     * {@return what an address says}
     *
     * @throws IllegalArgumentException if it is of another scheme
     */
    public static TcpAddress of(QmpAddress address) {
        if (!address.scheme().equals(SCHEME)) {
            throw new IllegalArgumentException(address + " is no TCP port");
        }
        return parse(address.text());
    }

    static TcpAddress parse(String text) {
        AddressKeys keys = new AddressKeys(SCHEME, text, "tcp:HOST:PORT", Set.of("to", IPV4_KEY, IPV6_KEY));
        int colon = keys.place().lastIndexOf(':');
        if (colon < 0) {
            throw keys.bad("the port is missing");
        }
        int port = keys.toPort(keys.place().substring(colon + 1));
        String host = host(keys, keys.place().substring(0, colon));
        return new TcpAddress(
                host.isEmpty() ? "localhost" : host, port, keys.port("to").orElse(port), versions(keys));
    }

    private static String host(AddressKeys keys, String text) {
        String host = text;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw keys.bad("an IPv6 address is written in brackets");
        }
        if (host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
            throw keys.bad("brackets belong around an IPv6 address only");
        }
        return host;
    }

    /** As QEMU does it: one that is on leaves out the other, unless that is on, too. */
    private static Versions versions(AddressKeys keys) {
        Optional<Boolean> ipv4 = keys.flag(IPV4_KEY);
        Optional<Boolean> ipv6 = keys.flag(IPV6_KEY);
        boolean four = ipv4.orElse(!ipv6.orElse(false));
        boolean six = ipv6.orElse(!ipv4.orElse(false));
        if (!four && !six) {
            throw keys.bad("Cannot disable IPv4 and IPv6 at same time");
        }
        return four && six ? Versions.ANY : four ? Versions.IPV4 : Versions.IPV6;
    }

    /** {@return the same host with another port, and no more than that one} */
    public TcpAddress withPort(int newPort) {
        return new TcpAddress(host, newPort, newPort, versions);
    }

    /** {@return the address} */
    public QmpAddress toAddress() {
        return new QmpAddress(SCHEME, text());
    }

    String text() {
        String place = (host.indexOf(':') < 0 ? AddressKeys.escape(host) : '[' + host + ']') + ':' + port;
        return place + (lastPort == port ? "" : ",to=" + lastPort) + versions.text;
    }
}

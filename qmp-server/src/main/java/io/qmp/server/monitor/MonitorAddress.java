package io.qmp.server.monitor;

import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.UnixAddress;
import java.net.InetSocketAddress;

/** The address of a monitor as QEMU's {@code query-chardev} writes it, with and without a client. */
public abstract sealed class MonitorAddress {
    private static final String DISCONNECTED = "disconnected:";
    private static final String SERVER = ",server=on";

    private MonitorAddress() {}

    /** {@return a device that is no socket: its kind, with its place behind a colon if it has one, connected or not} */
    public static MonitorAddress device(String name) {
        return new Device(name);
    }

    /**
     * {@return a socket that listens}
     *
     * @param protocol what is spoken on TCP, such as {@code telnet}; {@code tcp} for plain
     */
    public static MonitorAddress listening(QmpAddress address, String protocol) {
        return new Socket(address, protocol, SERVER);
    }

    /** {@return a socket that connects to a client} */
    public static MonitorAddress dialling(QmpAddress address, String protocol) {
        return new Socket(address, protocol, "");
    }

    /** {@return the kind of device, as QEMU calls it} */
    abstract String kind();

    /** Takes the real address of the socket over, such as its port. */
    public void bound(Listener listener) {}

    /** {@return the text while no client is served. May be called on any thread} */
    abstract String disconnected();

    /** {@return the text while a client is served. Called on the loop} */
    abstract String connected(Connection client);

    private static final class Device extends MonitorAddress {
        private final String name;

        Device(String name) {
            this.name = name;
        }

        @Override
        String kind() {
            int colon = name.indexOf(':');
            return colon < 0 ? name : name.substring(0, colon);
        }

        @Override
        String disconnected() {
            return name;
        }

        @Override
        String connected(Connection client) {
            return name;
        }
    }

    private static final class Socket extends MonitorAddress {
        private final QmpAddress address;
        private final String protocol;
        private final String role;
        private volatile String place;

        Socket(QmpAddress address, String protocol, String role) {
            this.address = address;
            this.protocol = protocol;
            this.role = role;
            this.place = place(address);
        }

        private String place(QmpAddress where) {
            return switch (where.scheme()) {
                case TcpAddress.SCHEME ->
                    place(TcpAddress.of(where).host(), TcpAddress.of(where).port());
                case UnixAddress.SCHEME -> place(UnixAddress.of(where));
                default -> where.toString();
            };
        }

        private String place(String host, int port) {
            return protocol + ':' + host + ':' + port;
        }

        private static String place(UnixAddress unix) {
            return "unix:" + unix.name()
                    + (unix.isAbstract() ? ",abstract=on" + (unix.tight() ? ",tight=on" : "") : "");
        }

        @Override
        public void bound(Listener listener) {
            place = listener.localAddress()
                    .map(real -> place(host(real), real.getPort()))
                    .orElseGet(() -> place(listener.address()));
        }

        @Override
        String kind() {
            return "socket";
        }

        @Override
        String disconnected() {
            return DISCONNECTED + place + role;
        }

        @Override
        String connected(Connection client) {
            return client.localAddress()
                    .map(local -> protocol + ':' + text(local) + role + peer(client))
                    .orElseGet(() -> (isLocal(client) ? "unix:" + ownPath() : address.toString()) + role);
        }

        private static boolean isLocal(Connection client) {
            return client.peerAddress().isLocal();
        }

        /** The path of the socket's file, if it has one: since QEMU 10.0 also where the server connects to it. */
        private String ownPath() {
            boolean file = address.scheme().equals(UnixAddress.SCHEME)
                    && !UnixAddress.of(address).isAbstract();
            return file ? UnixAddress.of(address).name() : "";
        }

        private static String peer(Connection client) {
            return client.peerAddress() instanceof PeerAddress.Tcp tcp ? " <-> " + text(tcp.address()) : "";
        }

        /** With the longest row of zeros left out, as the C library writes IPv6 addresses. */
        private static String host(InetSocketAddress address) {
            String host = address.getAddress().getHostAddress();
            for (int zeros = 8; zeros > 1; zeros--) {
                String shorter = host.replaceFirst("(^|:)0(:0){" + (zeros - 1) + "}(:|$)", "::");
                if (!shorter.equals(host)) {
                    return shorter;
                }
            }
            return host;
        }

        private static String text(InetSocketAddress address) {
            String host = host(address);
            return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + address.getPort();
        }
    }
}

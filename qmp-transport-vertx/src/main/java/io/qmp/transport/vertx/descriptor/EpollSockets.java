package io.qmp.transport.vertx.descriptor;

import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.NetUtil;
import io.qmp.api.Loggers;
import io.qmp.api.host.PeerCredentials;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unix sockets of Netty's native transport for Linux. */
public final class EpollSockets {
    private static final Set<String> NAMES = Set.of(
            "io.netty.channel.epoll.EpollDomainSocketChannel", "io.netty.channel.epoll.EpollServerDomainSocketChannel");

    private static final System.Logger LOG = Loggers.named(EpollSockets.class.getName());
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;

    private EpollSockets() {}

    /** {@return whether the operating system has them} */
    public static boolean areExpected() {
        return System.getProperty("os.name").equals("Linux");
    }

    /**
     * {@return whether a channel is one, or accepts such} Looks at the name, because the classes may have been left
     * out of a class path.
     */
    public static boolean isOne(Channel channel) {
        return NAMES.contains(channel.getClass().getName());
    }

    /** {@return why there are none, and what to do about it} */
    public static String missing() {
        Throwable cause = unavailable();
        if (cause == null) {
            return "this Vert.x was made without it: set VertxOptions.setPreferNativeTransport(true)";
        }
        return "it cannot be loaded (" + cause + "): " + NativeAdvice.forEpoll(cause);
    }

    /** {@return whether the native transport can be used here} */
    public static boolean areAvailable() {
        return areExpected() && unavailable() == null;
    }

    private static @Nullable Throwable unavailable() {
        try {
            return Epoll.unavailabilityCause();
        } catch (LinkageError e) {
            return e;
        }
    }

    /** {@return the number of a socket that is connected} */
    public static int number(Channel channel) {
        return ((EpollDomainSocketChannel) channel).fd().intValue();
    }

    /** {@return who is at the other end of a socket that is connected} */
    public static PeerCredentials peer(Channel channel) throws IOException {
        io.netty.channel.unix.PeerCredentials peer = ((EpollDomainSocketChannel) channel).peerCredentials();
        return PeerCredentials.of(
                peer.pid(), Integer.toUnsignedLong(peer.uid()), Integer.toUnsignedLong(peer.gids()[0]));
    }

    /** {@return who is at the other end of a socket; unknown once it is closed} */
    public static PeerCredentials peer(Socket socket) {
        ByteBuffer structure = ByteBuffer.allocate(3 * Integer.BYTES).order(ByteOrder.nativeOrder()); // struct ucred
        try {
            if (socket.isOpen()) {
                socket.getRawOpt(SOL_SOCKET, SO_PEERCRED, structure);
                return PeerCredentials.of(
                        structure.getInt(0),
                        Integer.toUnsignedLong(structure.getInt(Integer.BYTES)),
                        Integer.toUnsignedLong(structure.getInt(2 * Integer.BYTES)));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a peer's credentials are not known", e);
        }
        return PeerCredentials.UNKNOWN;
    }

    /** {@return a socket that listens at an address} May block. */
    public static Socket listening(SocketAddress address) throws IOException {
        Socket socket = Socket.newSocketDomain();
        try {
            socket.bind(address);
            socket.listen(NetUtil.SOMAXCONN);
            return socket;
        } catch (IOException e) {
            close(socket);
            throw e;
        }
    }

    /** {@return a socket that is connected to an address} Does not wait: fails if too many wait to be accepted. */
    public static Socket connected(SocketAddress address) throws IOException {
        Socket socket = Socket.newSocketDomain();
        try {
            if (!socket.connect(address)) {
                throw new ConnectException("a unix socket is connected at once or not at all");
            }
            return socket;
        } catch (IOException | RuntimeException e) {
            close(socket);
            throw e;
        }
    }

    /** Closes a socket; a failure is only logged. */
    public static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a socket could not be closed", e);
        }
    }
}

package io.qmp.transport.vertx.descriptor;

import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.qmp.api.host.PeerCredentials;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unix sockets of Netty's native transport for Linux. */
public final class EpollSockets {
    private static final Set<String> NAMES = Set.of(
            "io.netty.channel.epoll.EpollDomainSocketChannel", "io.netty.channel.epoll.EpollServerDomainSocketChannel");

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
}

package io.qmp.transport.vertx;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.qmp.api.host.PeerCredentials;
import java.io.IOException;

/** What Netty's native transport for Linux knows of a unix socket. Only for channels that {@link NativeCalls#isEpoll} knows. */
final class EpollSockets {
    private EpollSockets() {}

    static int number(Channel channel) {
        return ((EpollDomainSocketChannel) channel).fd().intValue();
    }

    static PeerCredentials peer(Channel channel) throws IOException {
        io.netty.channel.unix.PeerCredentials peer = ((EpollDomainSocketChannel) channel).peerCredentials();
        return PeerCredentials.of(
                peer.pid(), Integer.toUnsignedLong(peer.uid()), Integer.toUnsignedLong(peer.gids()[0]));
    }
}

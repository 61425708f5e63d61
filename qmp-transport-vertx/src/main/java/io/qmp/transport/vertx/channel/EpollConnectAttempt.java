package io.qmp.transport.vertx.channel;

import io.netty.channel.unix.Socket;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.UnixAddress;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.function.Consumer;

/** One attempt to connect to a unix socket on Linux: it is connected at once, or not at all. On the loop. */
final class EpollConnectAttempt {
    private final VertxEventLoop loop;
    private final boolean passesDescriptors;

    EpollConnectAttempt(VertxEventLoop loop, boolean passesDescriptors) {
        this.loop = loop;
        this.passesDescriptors = passesDescriptors;
    }

    /**
     * Connects.
     *
     * @param socketAddress that of {@code unix}
     * @param connected receives the connection, within this call
     * @throws IOException if nobody listens there, or too many clients wait to be accepted
     */
    void to(UnixAddress unix, SocketAddress socketAddress, Consumer<Connection> connected) throws IOException {
        Socket socket = EpollSockets.connected(socketAddress);
        Future<SocketMessages> descriptors = passesDescriptors ? DescriptorPassing.load(loop, unix.toAddress()) : null;
        new EpollConnection(socket, loop, Peers.address(unix), descriptors).open(connected);
    }
}

package io.qmp.transport.vertx.channel;

import io.netty.channel.unix.Socket;
import io.qmp.api.socket.UnixSocketFile;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.UnixAddress;
import io.qmp.transport.vertx.address.Addresses;
import io.qmp.transport.vertx.channel.EpollListener.Place;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.function.Consumer;

/** One attempt to listen at a unix socket on Linux. What may block runs on a worker thread, the rest on the loop. */
final class EpollBindAttempt {
    private final VertxEventLoop loop;
    private final ListenOptions options;
    private final Consumer<Connection> acceptor;

    EpollBindAttempt(VertxEventLoop loop, ListenOptions options, Consumer<Connection> acceptor) {
        this.loop = loop;
        this.options = options;
        this.acceptor = acceptor;
    }

    Future<Listener> at(UnixAddress unix) {
        Promise<SocketMessages> descriptors = loop.context().promise();
        return loop.callBlocking(() -> unix.isAbstract() ? atName(unix, descriptors) : atFile(unix, descriptors))
                .map(place -> {
                    Listener listener = EpollListener.open(place, loop, acceptor);
                    prepareForDescriptors(unix, descriptors);
                    return listener;
                });
    }

    private Place atName(UnixAddress unix, Promise<SocketMessages> descriptors) throws IOException {
        SocketAddress name = Addresses.unix(loop.context().owner(), unix);
        return place(unix, EpollSockets.listening(name), descriptors, () -> {});
    }

    private Place atFile(UnixAddress unix, Promise<SocketMessages> descriptors) throws IOException {
        UnixSocketFile file = UnixSocketFile.prepare(unix.path());
        try {
            SocketAddress hidden =
                    Addresses.unix(loop.context().owner(), file.hidden().toString());
            Socket socket = EpollSockets.listening(hidden);
            try {
                file.publish(options.socketMode());
            } catch (IOException | RuntimeException e) {
                EpollSockets.close(socket);
                throw e;
            }
            return place(unix, socket, descriptors, file::remove);
        } catch (IOException | RuntimeException e) {
            file.discard();
            throw e;
        }
    }

    private Place place(UnixAddress unix, Socket socket, Promise<SocketMessages> descriptors, Runnable whenClosed) {
        return new Place(
                socket,
                unix.toAddress(),
                Peers.address(unix),
                options.descriptors() ? descriptors.future() : null,
                whenClosed);
    }

    /** After listening has begun: loading takes longer, and no client waits for it before it has been greeted. */
    private void prepareForDescriptors(UnixAddress unix, Promise<SocketMessages> descriptors) {
        if (options.descriptors()) {
            DescriptorPassing.load(loop, unix.toAddress()).onComplete(descriptors);
        }
    }
}

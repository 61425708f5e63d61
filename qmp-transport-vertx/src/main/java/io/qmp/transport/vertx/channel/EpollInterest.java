package io.qmp.transport.vertx.channel;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The operations for which the loop of a socket watches it. A socket that is watched for nothing is not registered: the
 * operating system would report again and again that its peer has gone.
 */
final class EpollInterest implements EpollIoHandle {
    /** Not the constant of Netty, which early versions of 4.2 do not have. */
    private static final EpollIoOps NOTHING = EpollIoOps.valueOf(0);

    private final VertxEventLoop loop;
    private final Socket socket;
    private final LoopSocket owner;
    private EpollIoOps operations = NOTHING;
    private @Nullable IoRegistration registration;

    EpollInterest(VertxEventLoop loop, Socket socket, LoopSocket owner) {
        this.loop = loop;
        this.socket = socket;
        this.owner = owner;
    }

    boolean has(EpollIoOps operation) {
        return operations.contains(operation);
    }

    /** Sets whether the socket is watched for an operation. */
    void set(EpollIoOps operation, boolean wanted) throws IOException {
        if (has(operation) == wanted) {
            return;
        }
        operations = wanted ? operations.with(operation) : operations.without(operation);
        if (operations.equals(NOTHING)) {
            end();
            return;
        }
        IoRegistration registered = registration;
        if (registered == null) {
            registered = register();
            registration = registered;
        }
        registered.submit(operations);
    }

    private IoRegistration register() throws IOException {
        Future<IoRegistration> registering = ((IoEventLoop) loop.context().nettyEventLoop()).register(this);
        IoRegistration registered = registering.isSuccess() ? registering.getNow() : null;
        if (registered == null) {
            throw new IOException("the event loop takes no socket", registering.cause());
        }
        return registered;
    }

    /** Watches the socket for nothing any more. For one that is closed that takes no system call. */
    void end() {
        operations = NOTHING;
        IoRegistration registered = registration;
        if (registered != null) {
            registration = null;
            registered.cancel();
        }
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public void handle(IoRegistration from, IoEvent event) {
        owner.ready(((EpollIoEvent) event).ops());
    }

    /** The loop's thread ends. */
    @Override
    public void close() {
        owner.abort();
    }
}

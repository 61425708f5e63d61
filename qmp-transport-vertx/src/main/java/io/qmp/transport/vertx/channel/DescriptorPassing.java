package io.qmp.transport.vertx.channel;

import io.netty.channel.Channel;
import io.qmp.api.Loggers;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.QmpAddress;
import io.qmp.transport.vertx.descriptor.DescriptorIntake;
import io.qmp.transport.vertx.descriptor.DescriptorMessage;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import io.qmp.transport.vertx.descriptor.NativeCalls;
import io.qmp.transport.vertx.descriptor.SocketMessages;
import io.vertx.core.Future;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The file descriptors that pass through a channel. */
final class DescriptorPassing {
    private static final System.Logger LOG = Loggers.named(DescriptorPassing.class.getName());

    private final Channel channel;
    private final VertxEventLoop loop;
    private final PeerAddress peer;
    private final @Nullable Future<SocketMessages> receiving;

    /**
     * Makes the descriptors of a channel.
     *
     * @param receiving receives the descriptors that come; completes before the first read; {@code null} to lose them
     */
    DescriptorPassing(
            Channel channel, VertxEventLoop loop, PeerAddress peer, @Nullable Future<SocketMessages> receiving) {
        this.channel = channel;
        this.loop = loop;
        this.peer = peer;
        this.receiving = receiving;
    }

    /** {@return what receives the descriptors of a channel, when it is loaded; why it cannot be is logged} */
    static Future<SocketMessages> load(VertxEventLoop loop, QmpAddress address, Channel channel) {
        return load(loop, address, () -> NativeCalls.requireEpoll(channel));
    }

    /** {@return what receives those of sockets without a channel, when it is loaded; why it cannot be is logged} */
    static Future<SocketMessages> load(VertxEventLoop loop, QmpAddress address) {
        return load(loop, address, () -> {});
    }

    private static Future<SocketMessages> load(VertxEventLoop loop, QmpAddress address, Runnable check) {
        return loop.callBlocking(() -> {
                    check.run();
                    NativeCalls.load();
                    return loop;
                })
                .map(VertxEventLoop::socketMessages)
                .andThen(loaded -> {
                    // By onFailure the caller's listener would be a second one, which takes a class more.
                    if (loaded.failed()) {
                        LOG.log(Level.INFO, "{0}: {1}", address, loaded.cause().getMessage());
                    }
                });
    }

    /**
     * Prepares for reading.
     *
     * @param receiver receives all bytes that are read, if descriptors are received
     * @param next is called when reading may begin, perhaps within this call
     */
    void prepare(DescriptorIntake.Receiver receiver, Runnable next) {
        if (receiving == null) {
            next.run();
            return;
        }
        receiving.onComplete(messages -> {
            if (messages.succeeded() && channel.isOpen() && EpollSockets.isOne(channel)) {
                DescriptorIntake.begin(channel, messages.result(), receiver);
            }
            next.run();
        });
    }

    /**
     * Queues a message. If there is none, or no output, the descriptors are closed.
     *
     * @param given the descriptors of the message
     * @param message makes the message, or throws
     * @param output the queue; {@code null} if nothing is written any more
     */
    static void write(
            List<FileDescriptor> given,
            Supplier<DescriptorMessage> message,
            @Nullable Consumer<DescriptorMessage> output) {
        try {
            DescriptorMessage made = message.get();
            if (output == null) {
                made.release();
            } else {
                output.accept(made);
            }
        } catch (RuntimeException e) {
            given.forEach(FileDescriptor::close);
            throw e;
        }
    }

    /**
     * {@return a message to be written to the channel, which owns the descriptors}
     *
     * @throws UnsupportedOperationException if the channel carries no descriptors
     */
    DescriptorMessage message(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        if (peer instanceof PeerAddress.Tcp) {
            throw new UnsupportedOperationException(peer + ": file descriptors pass through unix sockets only");
        }
        NativeCalls.requireEpoll(channel);
        return new DescriptorMessage(EpollSockets.number(channel), loop.socketMessages(), bytes, descriptors);
    }
}

package io.qmp.transport.vertx.descriptor;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.qmp.api.host.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives the bytes of a channel together with the descriptors that come with them. It reads in Netty's place, as
 * Netty reads bytes only, upon which the operating system closes descriptors that came with them.
 */
public final class DescriptorIntake {
    /** Receives what was read. */
    public interface Receiver {
        /**
         * Bytes were read.
         *
         * @param bytes at least one; valid until this call returns
         * @param descriptors the descriptors that came with the first byte, mostly none; the receiver owns them
         */
        void received(ByteBuffer bytes, List<FileDescriptor> descriptors);

        /** There are no more bytes. Called before Netty finds that out, and not needed for Netty to do so. */
        void ended();
    }

    private final Channel channel;
    private final DescriptorReader reader;
    private final Receiver receiver;

    private DescriptorIntake(Channel channel, SocketMessages messages, Receiver receiver) {
        this.channel = channel;
        this.reader = new DescriptorReader(EpollSockets.number(channel), messages, receiver);
        this.receiver = receiver;
    }

    /**
     * Begins to read from a channel of Netty's native transport. Must be called before the first read.
     *
     * @param receiver receives all bytes of the channel, which do not pass its pipeline
     */
    public static void begin(Channel channel, SocketMessages messages, Receiver receiver) {
        DescriptorIntake intake = new DescriptorIntake(channel, messages, receiver);
        RecvByteBufAllocator buffers = channel.config().getRecvByteBufAllocator();
        channel.config().setRecvByteBufAllocator(() -> intake.new Read(buffers));
    }

    /**
     * {@return the failure of the channel in an exception that came through its pipeline} {@code null} if the
     * exception only ended a read.
     */
    public static @Nullable Throwable failureIn(Throwable exception) {
        if (exception instanceof UncheckedIOException reading) {
            return reading.getCause();
        }
        return exception instanceof NothingLeft ? null : exception;
    }

    /**
     * Reads until the input has ended if the peer has ended its output, else once. Returns whether the input has
     * ended. Netty says only once that a peer has ended its output, also to a channel that does not read, and forgets
     * a channel that waits for nothing else.
     */
    private boolean read() throws IOException {
        int count = reader.read();
        while (count > 0
                && channel.isOpen()
                && channel.unsafe().recvBufAllocHandle().continueReading()) {
            count = reader.read();
        }
        return count == 0;
    }

    /**
     * Ends a read of Netty's because all has been read. An exception is the only way: after {@code allocate} Netty
     * reads, even into a buffer without room, and could lose descriptors that come meanwhile.
     */
    private static final class NothingLeft extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final NothingLeft INSTANCE = new NothingLeft();

        private NothingLeft() {
            super("nothing is left to read", null, false, false);
        }
    }

    private final class Read extends RecvByteBufAllocator.DelegatingHandle
            implements RecvByteBufAllocator.ExtendedHandle {
        Read(RecvByteBufAllocator buffers) {
            super(buffers.newHandle());
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            try {
                if (read()) {
                    receiver.ended();
                    if (channel.isOpen()) {
                        return allocator.ioBuffer(1, 1); // with room, or Netty would not find the end
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw NothingLeft.INSTANCE;
        }

        /** If there is more, the socket says so again; Netty's handle around this one knows when it does not. */
        @Override
        public boolean continueReading() {
            return false;
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayHaveMore) {
            return false;
        }
    }
}

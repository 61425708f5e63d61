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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives the bytes of a channel together with the descriptors that come with them. It reads in Netty's place, as
 * Netty reads bytes only, upon which the operating system closes descriptors that came with them.
 *
 * <p>One system call reads bytes and descriptors. If there are descriptors, they came with the last piece that
 * the peer sent, but the call does not show where in the bytes that piece begins. For the first descriptors of a
 * connection {@link PlaceOfDescriptors} finds a likely place. From then on each read is preceded by a look that
 * takes nothing; if there are descriptors, bytes are read one by one, as QEMU reads all bytes, and the place is
 * exact.
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
    private final int socket;
    private final SocketMessages messages;
    private final Receiver receiver;
    private boolean exact;

    private DescriptorIntake(Channel channel, SocketMessages messages, Receiver receiver) {
        this.channel = channel;
        this.socket = EpollSockets.number(channel);
        this.messages = messages;
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
        int count = readOnce();
        while (count > 0
                && channel.isOpen()
                && channel.unsafe().recvBufAllocHandle().continueReading()) {
            count = readOnce();
        }
        return count == 0;
    }

    /** Returns how many bytes were read: 0 at the end of the input, less if there are none yet. */
    private int readOnce() throws IOException {
        int length = SocketMessages.LONGEST_READ;
        if (exact) {
            length = messages.peek(socket);
            if (length > 0 && messages.descriptorsAhead()) {
                readOneByOne(length);
                return length;
            }
            if (length <= 0) {
                return length;
            }
        }
        int count = messages.read(socket, length);
        if (count > 0) {
            ByteBuffer bytes = messages.bytesRead();
            if (messages.broughtDescriptors()) {
                passFirst(bytes, messages.takeDescriptors());
            } else {
                receiver.received(bytes, List.of());
            }
        }
        return count;
    }

    private void passFirst(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        exact = true;
        int place = PlaceOfDescriptors.in(bytes);
        if (place > 0) {
            receiver.received(bytes.slice(0, place), List.of());
        }
        receiver.received(bytes.slice(place, bytes.limit() - place), descriptors);
    }

    /** Reads up to so many bytes, but no more than the first that came with descriptors. */
    private void readOneByOne(int length) throws IOException {
        ByteBuffer before = ByteBuffer.allocate(length);
        List<FileDescriptor> descriptors = new ArrayList<>();
        while (before.hasRemaining() && descriptors.isEmpty() && messages.read(socket, 1) == 1) {
            before.put(messages.bytesRead());
            descriptors.addAll(messages.takeDescriptors());
        }
        before.flip();
        int plain = descriptors.isEmpty() ? before.limit() : before.limit() - 1;
        if (plain > 0) {
            receiver.received(before.slice(0, plain), List.of());
        }
        if (plain < before.limit()) {
            receiver.received(before.slice(plain, 1), descriptors);
        }
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

package io.qmp.transport.vertx.descriptor;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.qmp.api.host.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives the descriptors that come with bytes. Netty reads bytes only, upon which the operating system closes
 * descriptors that came with them; so each read of Netty's is preceded by a look for descriptors, which costs one
 * system call.
 *
 * <p>If there are any, the bytes before them are read one by one, as QEMU reads all bytes: a longer read would not
 * show with which of its bytes they came.
 */
public final class DescriptorIntake {
    private final Channel channel;
    private final int socket;
    private final SocketMessages messages;
    private List<FileDescriptor> taken = List.of();

    private DescriptorIntake(Channel channel, SocketMessages messages) {
        this.channel = channel;
        this.socket = EpollSockets.number(channel);
        this.messages = messages;
    }

    /**
     * Begins to receive descriptors on a channel of Netty's native transport. Must be called before the first read.
     */
    public static DescriptorIntake of(Channel channel, SocketMessages messages) {
        DescriptorIntake intake = new DescriptorIntake(channel, messages);
        RecvByteBufAllocator buffers = channel.config().getRecvByteBufAllocator();
        channel.config().setRecvByteBufAllocator(() -> intake.new Read(buffers));
        return intake;
    }

    /** {@return the descriptors that came with the bytes that were read last; the caller owns them} */
    public List<FileDescriptor> take() {
        List<FileDescriptor> result = taken;
        taken = List.of();
        return result;
    }

    /** Reads up to so many bytes, but no more than the first that came with descriptors. */
    private void readOneByOne(int length) throws IOException {
        ByteBuf before = channel.alloc().buffer(length);
        List<FileDescriptor> descriptors = new ArrayList<>();
        try {
            while (before.readableBytes() < length && messages.readByte(socket, descriptors) == 1) {
                if (descriptors.isEmpty()) {
                    before.writeByte(messages.lastByte());
                } else {
                    ByteBuf with = channel.alloc().buffer(1).writeByte(messages.lastByte());
                    pass(before);
                    before = null;
                    taken = descriptors;
                    pass(with);
                    return;
                }
            }
        } finally {
            if (before != null) {
                pass(before);
            }
        }
    }

    /**
     * {@return the failure of the channel in an exception that came through its pipeline} {@code null} if the
     * exception only ended a read.
     */
    public static @Nullable Throwable failureIn(Throwable exception) {
        if (exception instanceof UncheckedIOException looking) {
            return looking.getCause();
        }
        return exception instanceof NothingLeft ? null : exception;
    }

    private void pass(ByteBuf bytes) {
        if (bytes.isReadable()) {
            channel.pipeline().fireChannelRead(bytes);
        } else {
            bytes.release();
        }
    }

    /**
     * Ends a read of Netty's because there is nothing to read, or all has been read. An exception is the only way:
     * after {@code allocate} Netty reads, even into a buffer without room, and could lose descriptors that come
     * meanwhile.
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
                int length = messages.peek(socket, guess());
                if (length > 0 && messages.descriptorsAhead()) {
                    readOneByOne(length);
                    throw NothingLeft.INSTANCE;
                }
                if (length == SocketMessages.WOULD_BLOCK) {
                    throw NothingLeft.INSTANCE; // bytes that arrive from now on may have descriptors
                }
                // Not more than was looked at. At the end of the input Netty must have room, or it would not find the
                // end.
                int room = Math.max(1, length);
                return allocator.ioBuffer(room, room);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Once is enough: if there is more, the socket says so again. */
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

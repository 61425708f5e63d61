package io.qmp.transport.vertx.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.unix.Socket;
import io.netty.util.ReferenceCountUtil;
import io.qmp.api.socket.SocketOutput;
import io.qmp.transport.vertx.descriptor.DescriptorMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The bytes that a socket sends: collected until a flush, counted until the operating system has taken them. */
final class EpollOutput implements SocketOutput {
    private static final int SMALLEST_BUFFER = 1 << 10;
    private static final int LARGEST_COLLECTION = 64 << 10;
    /** To copy fewer bytes costs less than a system call of their own. */
    private static final int LEAST_SHARED = 16 << 10;
    /** After so many calls other connections get their turn. */
    private static final int CALLS_A_TURN = 16;

    /** For large messages; Linux doubles it, or what it allows if that is less. The default takes 208 KiB. */
    private static final int LARGER_SEND_BUFFER = 256 << 10;

    private final Socket socket;
    private final WritableByteChannel rest = new Rest();
    private final Queue<Object> flushed = new ArrayDeque<>(0); // buffers, and messages with descriptors
    private final Queue<Object> full = new ArrayDeque<>(0); // not flushed yet
    private @Nullable ByteBuf collected; // behind those
    private long pending;
    private boolean enlarged;

    EpollOutput(Socket socket) {
        this.socket = socket;
    }

    @Override
    public void write(ByteBuffer bytes) {
        int length = bytes.remaining();
        ByteBuf buffer = collected;
        if (buffer != null && buffer.readableBytes() + length > LARGEST_COLLECTION) {
            full.add(buffer);
            buffer = null;
        }
        if (buffer == null) {
            buffer = ByteBufAllocator.DEFAULT.directBuffer(Math.max(length, SMALLEST_BUFFER));
            collected = buffer;
        }
        int position = bytes.position();
        buffer.writeBytes(bytes);
        bytes.position(position);
        pending += length;
    }

    @Override
    public void writeShared(ByteBuffer bytes) {
        if (bytes.isDirect() && bytes.remaining() >= LEAST_SHARED) {
            collectNoMore();
            full.add(Unpooled.wrappedBuffer(bytes));
            pending += bytes.remaining();
        } else {
            write(bytes);
        }
    }

    /** Queues bytes with descriptors behind the collected bytes. */
    void write(DescriptorMessage message) {
        collectNoMore();
        full.add(message);
        pending += message.count();
    }

    private void collectNoMore() {
        if (collected != null) {
            full.add(collected);
            collected = null;
        }
    }

    @Override
    public long pending() {
        return pending;
    }

    @Override
    public void flush() {
        collectNoMore();
        flushed.addAll(full);
        full.clear();
    }

    @Override
    public boolean send() throws IOException {
        for (int call = 0; call < CALLS_A_TURN; call++) {
            Object first = flushed.peek();
            if (first == null) {
                return true;
            }
            boolean all = first instanceof ByteBuf buffer ? send(buffer) : send((DescriptorMessage) first);
            if (!all) {
                return false;
            }
            ReferenceCountUtil.release(flushed.remove());
        }
        return flushed.isEmpty();
    }

    private boolean send(ByteBuf buffer) throws IOException {
        boolean large = buffer.readableBytes() > LARGEST_COLLECTION;
        return sendOnce(buffer) || (large && enlarge() && sendOnce(buffer));
    }

    private boolean sendOnce(ByteBuf buffer) throws IOException {
        int sent = sendPart(buffer);
        buffer.skipBytes(sent);
        pending -= sent;
        return !buffer.isReadable();
    }

    /** {@return whether the socket takes more than before} The first call makes it so. */
    private boolean enlarge() throws IOException {
        if (enlarged) {
            return false;
        }
        enlarged = true;
        socket.setSendBufferSize(LARGER_SEND_BUFFER);
        return true;
    }

    private int sendPart(ByteBuf buffer) throws IOException {
        int begin = buffer.readerIndex();
        int end = buffer.writerIndex();
        if (buffer.hasMemoryAddress()) {
            return Math.max(0, socket.sendAddress(buffer.memoryAddress(), begin, end));
        }
        ByteBuffer bytes = buffer.internalNioBuffer(begin, end - begin);
        return Math.max(0, socket.send(bytes, bytes.position(), bytes.limit()));
    }

    private boolean send(DescriptorMessage message) throws IOException {
        pending -= message.transferTo(rest, 0);
        return message.transferred() == message.count();
    }

    /** Takes what a message sends behind its descriptors. */
    private final class Rest implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            ByteBuf direct = ByteBufAllocator.DEFAULT.directBuffer(bytes.remaining());
            try {
                int sent = sendPart(direct.writeBytes(bytes.duplicate()));
                bytes.position(bytes.position() + sent);
                return sent;
            } finally {
                direct.release();
            }
        }

        @Override
        public boolean isOpen() {
            return socket.isOpen();
        }

        @Override
        public void close() {
            // The connection closes its socket.
        }
    }

    @Override
    public void discard() {
        flush();
        flushed.forEach(ReferenceCountUtil::release);
        flushed.clear();
        pending = 0;
    }
}

package io.qmp.transport.vertx.descriptor;

import io.qmp.api.host.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;

/** Reads and writes a descriptor by the calls of the C library, which block. */
public final class DescriptorChannel implements ByteChannel {
    private static final int PIECE = 1 << 16;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    /** After which time it is looked again whether the descriptor has been closed meanwhile. */
    private static final int POLL_MILLIS = 1000;

    /** The size of {@code struct pollfd}. */
    private static final int POLLFD = 8;

    private final FileDescriptor descriptor;

    private DescriptorChannel(FileDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * {@return the channel of a descriptor}
     *
     * @param descriptor the channel's, also if this throws
     */
    public static DescriptorChannel open(FileDescriptor descriptor) throws IOException {
        try {
            NativeCalls.load();
        } catch (RuntimeException e) {
            descriptor.close();
            throw e;
        }
        if (!descriptor.isOpen()) {
            throw new ClosedChannelException();
        }
        return new DescriptorChannel(descriptor);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        byte[] bytes = new byte[Math.min(PIECE, target.remaining())];
        int count = repeat(POLLIN, () -> Libc.read(number(), bytes, bytes.length));
        target.put(bytes, 0, count);
        return count == 0 && bytes.length > 0 ? -1 : count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        byte[] bytes = new byte[Math.min(PIECE, source.remaining())];
        source.get(source.position(), bytes);
        int count = repeat(POLLOUT, () -> Libc.write(number(), bytes, bytes.length));
        source.position(source.position() + count);
        return count;
    }

    private int number() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        return descriptor.number();
    }

    /** A call that returns a number of bytes, or less than none if it fails. */
    private interface Call {
        long run() throws IOException;
    }

    private int repeat(short event, Call call) throws IOException {
        while (true) {
            long count = call.run();
            if (count >= 0) {
                return (int) count;
            }
            int error = Libc.error();
            if (error == EAGAIN) {
                poll(event);
            } else if (error != EINTR) {
                throw new IOException(Libc.strerror(error));
            }
        }
    }

    /** Waits until a descriptor that does not block can be read or written. */
    private void poll(short event) throws IOException {
        ByteBuffer descriptors = ByteBuffer.allocate(POLLFD).order(ByteOrder.nativeOrder());
        descriptors.putInt(number()).putShort(event);
        Libc.poll(descriptors.array(), 1, POLL_MILLIS);
    }

    @Override
    public boolean isOpen() {
        return descriptor.isOpen();
    }

    @Override
    public void close() {
        descriptor.close();
    }
}

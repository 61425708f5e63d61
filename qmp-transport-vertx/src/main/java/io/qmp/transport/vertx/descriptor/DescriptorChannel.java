package io.qmp.transport.vertx.descriptor;

import io.qmp.api.host.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;

/** Reads and writes a descriptor by the calls of the C library, which block. */
public final class DescriptorChannel implements ByteChannel {
    private static final int PIECE = 1 << 16;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    /** How long a descriptor that does not block is left alone when it has nothing to read or to take. */
    private static final long PAUSE_MILLIS = 5;

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
        int count = repeat(() -> Libc.read(number(), bytes, bytes.length));
        target.put(bytes, 0, count);
        return count == 0 && bytes.length > 0 ? -1 : count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        byte[] bytes = new byte[Math.min(PIECE, source.remaining())];
        source.get(source.position(), bytes);
        int count = repeat(() -> Libc.write(number(), bytes, bytes.length));
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

    private static int repeat(Call call) throws IOException {
        while (true) {
            long count = call.run();
            if (count >= 0) {
                return (int) count;
            }
            int error = Libc.error();
            if (error == EAGAIN) {
                pause();
            } else if (error != EINTR) {
                throw new IOException(Libc.strerror(error));
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
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

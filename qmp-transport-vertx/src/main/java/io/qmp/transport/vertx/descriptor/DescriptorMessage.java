package io.qmp.transport.vertx.descriptor;

import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Bytes that leave together with descriptors.
 *
 * <p>To Netty it is a region of a file: Netty calls {@link #transferTo} when the message is next in its queue, again
 * whenever the socket takes more, and releases it when it has been sent or the channel is closed. The descriptors go
 * with the first part.
 */
public final class DescriptorMessage extends AbstractReferenceCounted implements FileRegion {
    private final int socket;
    private final SocketMessages messages;
    private final ByteBuffer bytes;
    private final List<FileDescriptor> descriptors;

    /**
     * Makes a message, which owns the descriptors from now on.
     *
     * @throws IllegalArgumentException if it has no bytes or too many descriptors
     * @throws IllegalStateException if one of them is closed
     */
    public DescriptorMessage(int socket, SocketMessages messages, ByteBuffer bytes, List<FileDescriptor> descriptors) {
        if (!bytes.hasRemaining() || descriptors.size() > Connection.MOST_DESCRIPTORS) {
            throw new IllegalArgumentException(
                    descriptors.size() + " descriptors with " + bytes.remaining() + " bytes cannot be sent");
        }
        descriptors.forEach(FileDescriptor::number);
        this.socket = socket;
        this.messages = messages;
        this.bytes =
                ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
        this.descriptors = List.copyOf(descriptors);
    }

    @Override
    public long transferTo(WritableByteChannel target, long position) throws IOException {
        if (bytes.position() > 0) {
            return target.write(bytes);
        }
        int sent = messages.send(socket, bytes, descriptors);
        if (sent > 0) {
            descriptors.forEach(FileDescriptor::close);
        }
        return Math.max(0, sent);
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public long transferred() {
        return bytes.position();
    }

    @Override
    @Deprecated
    public long transfered() {
        return transferred();
    }

    @Override
    public long count() {
        return bytes.limit();
    }

    @Override
    protected void deallocate() {
        descriptors.forEach(FileDescriptor::close);
    }

    @Override
    public FileRegion touch(Object hint) {
        return this;
    }

    @Override
    public FileRegion touch() {
        return this;
    }

    @Override
    public FileRegion retain() {
        super.retain();
        return this;
    }

    @Override
    public FileRegion retain(int increment) {
        super.retain(increment);
        return this;
    }
}

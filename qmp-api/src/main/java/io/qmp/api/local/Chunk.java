package io.qmp.api.local;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;

/** The bytes and descriptors that one call has written to a {@link LocalConnection}. */
record Chunk(ByteBuffer bytes, List<FileDescriptor> descriptors) {
    /** Takes the descriptors over, and closes them if they cannot be sent. */
    static Chunk of(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        try {
            if (!bytes.hasRemaining() || descriptors.size() > Connection.MOST_DESCRIPTORS) {
                throw new IllegalArgumentException(
                        descriptors.size() + " descriptors with " + bytes.remaining() + " bytes cannot be sent");
            }
            descriptors.forEach(FileDescriptor::number);
            return new Chunk(copy(bytes), List.copyOf(descriptors));
        } catch (RuntimeException e) {
            descriptors.forEach(FileDescriptor::close);
            throw e;
        }
    }

    static Chunk of(ByteBuffer bytes) {
        return new Chunk(copy(bytes), List.of());
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }

    void tell(ConnectionHandler handler) {
        if (descriptors.isEmpty()) {
            handler.received(bytes);
        } else {
            handler.received(bytes, descriptors);
        }
    }

    static void drop(Queue<Chunk> chunks) {
        for (Chunk chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            chunk.descriptors.forEach(FileDescriptor::close);
        }
    }
}

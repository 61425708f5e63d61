package io.qmp.transport.vertx.descriptor;

import io.qmp.api.host.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the bytes of a unix socket together with the descriptors that come with them.
 *
 * <p>One system call reads bytes and descriptors. If there are descriptors, they came with the last piece that
 * the peer sent, but the call does not show where in the bytes that piece begins. For the first descriptors of a
 * connection {@link PlaceOfDescriptors} finds a likely place. From then on each read is preceded by a look that
 * takes nothing; if there are descriptors, bytes are read one by one, as QEMU reads all bytes, and the place is
 * exact.
 */
public final class DescriptorReader {
    private final int socket;
    private final SocketMessages messages;
    private final DescriptorIntake.Receiver receiver;
    private boolean exact;

    /**
     * Makes the reader of a socket.
     *
     * @param messages reads, on the thread of the socket's loop
     * @param receiver receives what was read
     */
    public DescriptorReader(int socket, SocketMessages messages, DescriptorIntake.Receiver receiver) {
        this.socket = socket;
        this.messages = messages;
        this.receiver = receiver;
    }

    /**
     * Reads once, and passes on what was read.
     *
     * @return how many bytes were read: 0 at the end of the input, less if there are none yet
     */
    public int read() throws IOException {
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
}

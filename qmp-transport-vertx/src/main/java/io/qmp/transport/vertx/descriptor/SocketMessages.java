package io.qmp.transport.vertx.descriptor;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Sends and receives messages that carry descriptors beside their bytes, by {@code sendmsg} and {@code recvmsg}. Has
 * memory for one message; for one thread.
 *
 * <p>The layout of the structures is that of Linux on 64-bit processors.
 */
public final class SocketMessages {
    /** The largest number of bytes of one call. */
    static final int LARGEST = 64 << 10;

    /** The result of calls that would have to wait. */
    static final int WOULD_BLOCK = -1;

    private static final int EAGAIN = 11;

    private static final int MSG_PEEK = 0x2;
    private static final int MSG_CTRUNC = 0x8;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;

    // struct msghdr
    private static final int IOV = 16;
    private static final int IOV_LENGTH = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int HEADER_SIZE = 56;

    // struct iovec, behind it
    private static final int BYTES = HEADER_SIZE;
    private static final int BYTES_LENGTH = HEADER_SIZE + 8;
    private static final int IOV_SIZE = 16;

    // struct cmsghdr with descriptors, behind that
    private static final int RIGHTS = HEADER_SIZE + IOV_SIZE;
    private static final int RIGHTS_LENGTH = RIGHTS;
    private static final int RIGHTS_LEVEL = RIGHTS + 8;
    private static final int RIGHTS_TYPE = RIGHTS + 12;
    private static final int RIGHTS_DATA = RIGHTS + 16;
    private static final int RIGHTS_SIZE = 16 + Connection.MOST_DESCRIPTORS * Integer.BYTES;

    private final ByteBuffer header =
            ByteBuffer.allocateDirect(RIGHTS + RIGHTS_SIZE).order(ByteOrder.nativeOrder());
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(LARGEST);
    private final long address = address(header);

    /** Allocates the memory. {@link NativeCalls#load} comes first. */
    public SocketMessages() {
        header.putLong(IOV, address + BYTES);
        header.putLong(IOV_LENGTH, 1);
        header.putLong(BYTES, address(bytes));
    }

    private static long address(ByteBuffer memory) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(memory));
    }

    /**
     * Counts the bytes in a socket, up to a length, and leaves them there. After that {@link #descriptorsAhead} is
     * true if any bytes in the socket, even behind that length, came with descriptors.
     *
     * @return {@link #WOULD_BLOCK} if there are none, zero at the end of the input
     */
    int peek(int socket, int length) throws IOException {
        header.putLong(CONTROL, 0);
        header.putLong(CONTROL_LENGTH, 0);
        header.putLong(BYTES_LENGTH, Math.min(length, LARGEST));
        return checked((int) Libc.recvmsg(socket, address, MSG_PEEK | MSG_DONTWAIT));
    }

    /** Whether there was no room for descriptors at the last {@link #peek}. */
    boolean descriptorsAhead() {
        return (header.getInt(FLAGS) & MSG_CTRUNC) != 0;
    }

    /**
     * Reads one byte.
     *
     * @param descriptors receives the descriptors that came with it
     * @return how many bytes that were: not one if there is none
     */
    int readByte(int socket, List<FileDescriptor> descriptors) throws IOException {
        header.putLong(CONTROL, address + RIGHTS);
        header.putLong(CONTROL_LENGTH, RIGHTS_SIZE);
        header.putLong(BYTES_LENGTH, 1);
        int count = checked((int) Libc.recvmsg(socket, address, MSG_DONTWAIT | MSG_CMSG_CLOEXEC));
        if (count > 0
                && header.getLong(CONTROL_LENGTH) >= RIGHTS_DATA - RIGHTS
                && header.getInt(RIGHTS_LEVEL) == SOL_SOCKET
                && header.getInt(RIGHTS_TYPE) == SCM_RIGHTS) {
            int end = RIGHTS + (int) header.getLong(RIGHTS_LENGTH);
            for (int at = RIGHTS_DATA; at + Integer.BYTES <= end; at += Integer.BYTES) {
                descriptors.add(new FileDescriptor(header.getInt(at), Libc::close));
            }
        }
        return count;
    }

    /** The byte that was read last. */
    byte lastByte() {
        return bytes.get(0);
    }

    /**
     * Sends bytes with descriptors.
     *
     * @param message as many of its bytes as the socket takes are sent, and its position moves behind them
     * @return how many those are; if it is {@link #WOULD_BLOCK}, the descriptors have not been sent either
     */
    int send(int socket, ByteBuffer message, List<FileDescriptor> descriptors) throws IOException {
        ByteBuffer part = message.slice();
        part.limit(Math.min(part.remaining(), LARGEST));
        header.putLong(BYTES_LENGTH, part.remaining());
        bytes.clear().put(part);
        int length = RIGHTS_DATA - RIGHTS + descriptors.size() * Integer.BYTES;
        header.putLong(CONTROL, address + RIGHTS);
        header.putLong(CONTROL_LENGTH, length);
        header.putLong(RIGHTS_LENGTH, length);
        header.putInt(RIGHTS_LEVEL, SOL_SOCKET);
        header.putInt(RIGHTS_TYPE, SCM_RIGHTS);
        for (int i = 0; i < descriptors.size(); i++) {
            header.putInt(RIGHTS_DATA + i * Integer.BYTES, descriptors.get(i).number());
        }
        int count = checked((int) Libc.sendmsg(socket, address, MSG_DONTWAIT | MSG_NOSIGNAL));
        message.position(message.position() + Math.max(0, count));
        return count;
    }

    private static int checked(int result) throws IOException {
        if (result < 0) {
            int error = Libc.error();
            if (error != EAGAIN) {
                throw new IOException(Libc.strerror(error));
            }
            return WOULD_BLOCK;
        }
        return result;
    }
}

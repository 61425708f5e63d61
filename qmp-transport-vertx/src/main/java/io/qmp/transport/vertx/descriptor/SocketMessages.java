package io.qmp.transport.vertx.descriptor;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends and receives messages that carry descriptors beside their bytes, by {@code sendmsg} and {@code recvmsg}. Has
 * memory for one message; for one thread.
 *
 * <p>The layout of the structures is that of Linux on 64-bit processors.
 */
public final class SocketMessages {
    /** The largest number of bytes of one call. */
    static final int LONGEST_WRITE = 64 << 10;

    public static final int LONGEST_READ = 16 << 10;

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

    private static final ReceiveCall RECEIVE = ReceiveCall.OF_THE_PROCESS;

    private final ByteBuffer header =
            ByteBuffer.allocateDirect(RIGHTS + RIGHTS_SIZE).order(ByteOrder.nativeOrder());
    private final ByteBuffer output = ByteBuffer.allocateDirect(LONGEST_WRITE);
    private final ByteBuffer input = ByteBuffer.allocateDirect(LONGEST_READ);
    private final long address = address(header);
    private final long outputAddress = address(output);
    private final long inputAddress = address(input);

    /** Allocates the memory. {@link NativeCalls#load} comes first. */
    public SocketMessages() {
        header.putLong(IOV, address + BYTES);
        header.putLong(IOV_LENGTH, 1);
    }

    private static long address(ByteBuffer memory) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(memory));
    }

    /**
     * Counts the bytes in a socket, up to {@link #LONGEST_READ}, and leaves them there. After that
     * {@link #descriptorsAhead} is true if any bytes in the socket, even behind that length, came with descriptors.
     *
     * @return {@link #WOULD_BLOCK} if there are none, zero at the end of the input
     */
    int peek(int socket) throws IOException {
        prepare(inputAddress, LONGEST_READ, 0, 0);
        return checked((int) RECEIVE.recvmsg(socket, address, MSG_PEEK | MSG_DONTWAIT));
    }

    /** Whether there was no room for descriptors at the last {@link #peek}. */
    boolean descriptorsAhead() {
        return (header.getInt(FLAGS) & MSG_CTRUNC) != 0;
    }

    /**
     * Reads bytes, and the descriptors that came with any of them. Reading stops behind the piece that came with
     * descriptors. If {@link #broughtDescriptors}, {@link #takeDescriptors} must follow.
     *
     * @param length how many bytes at most; no more than {@link #LONGEST_READ}
     * @return how many there are; {@link #WOULD_BLOCK} if there are none, zero at the end of the input
     */
    int read(int socket, int length) throws IOException {
        prepare(inputAddress, length, address + RIGHTS, RIGHTS_SIZE);
        int count = checked((int) RECEIVE.recvmsg(socket, address, MSG_DONTWAIT | MSG_CMSG_CLOEXEC));
        input.clear().limit(Math.max(0, count));
        return count;
    }

    /** The bytes of the last {@link #read}, valid until the next one. */
    ByteBuffer bytesRead() {
        return input;
    }

    /** Whether the last {@link #read} has brought descriptors. */
    boolean broughtDescriptors() {
        return header.getLong(CONTROL_LENGTH) >= RIGHTS_DATA - RIGHTS
                && header.getInt(RIGHTS_LEVEL) == SOL_SOCKET
                && header.getInt(RIGHTS_TYPE) == SCM_RIGHTS;
    }

    /** The descriptors of the last {@link #read}, which belong to the caller from now on. */
    List<FileDescriptor> takeDescriptors() {
        if (!broughtDescriptors()) {
            return List.of();
        }
        List<FileDescriptor> descriptors = new ArrayList<>();
        int end = RIGHTS + (int) header.getLong(RIGHTS_LENGTH);
        for (int at = RIGHTS_DATA; at + Integer.BYTES <= end; at += Integer.BYTES) {
            descriptors.add(new FileDescriptor(header.getInt(at), Libc::close));
        }
        header.putLong(CONTROL_LENGTH, 0);
        return descriptors;
    }

    private void prepare(long bytes, int length, long control, int controlLength) {
        header.putLong(BYTES, bytes);
        header.putLong(BYTES_LENGTH, length);
        header.putLong(CONTROL, control);
        header.putLong(CONTROL_LENGTH, controlLength);
    }

    /**
     * Sends bytes with descriptors.
     *
     * @param message as many of its bytes as the socket takes are sent, and its position moves behind them
     * @return how many those are; if it is {@link #WOULD_BLOCK}, the descriptors have not been sent either
     */
    int send(int socket, ByteBuffer message, List<FileDescriptor> descriptors) throws IOException {
        ByteBuffer part = message.slice();
        part.limit(Math.min(part.remaining(), LONGEST_WRITE));
        int length = RIGHTS_DATA - RIGHTS + descriptors.size() * Integer.BYTES;
        prepare(outputAddress, part.remaining(), address + RIGHTS, length);
        output.clear().put(part);
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
            int error = ReceiveCall.error();
            if (error != EAGAIN) {
                throw new IOException(Libc.strerror(error));
            }
            return WOULD_BLOCK;
        }
        return result;
    }
}

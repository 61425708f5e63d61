package io.qmp.transport.vertx.descriptor;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** Functions of the C library for descriptors and terminals, by JNA. Loaded when one is called for the first time. */
public final class Libc {
    static {
        Native.register(Libc.class, NativeLibrary.getProcess()); // the JVM has loaded the C library
    }

    private Libc() {}

    static native long recvmsg(int socket, long header, int flags);

    static native long sendmsg(int socket, long header, int flags);

    public static native int open(String path, int flags, int mode);

    public static native int fcntl(int descriptor, int command, int argument);

    public static native int socketpair(int domain, int type, int protocol, int[] ends);

    public static native int close(int descriptor);

    static native int posix_openpt(int flags);

    static native int grantpt(int terminal);

    static native int unlockpt(int terminal);

    static native int ptsname_r(int terminal, byte[] name, long length);

    static native int tcgetattr(int terminal, byte[] settings);

    static native int tcsetattr(int terminal, int when, byte[] settings);

    static native void cfmakeraw(byte[] settings);

    static native long read(int descriptor, byte[] bytes, long length);

    static native long write(int descriptor, byte[] bytes, long length);

    static native int poll(byte[] descriptors, long count, int milliseconds);

    public static native String strerror(int error);

    /** {@return why the call before failed, on this thread} */
    public static int error() {
        return Native.getLastError();
    }
}

package io.qmp.transport.vertx.address;

import io.netty.channel.unix.Errors;

/** Error numbers of Linux in the exceptions of Netty's native transport. */
final class Errno {
    /** The failure has no error number. */
    static final int NONE = 0;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EACCES = 13;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ECONNREFUSED = 111;

    private static final String NATIVE = "io.netty.channel.unix.Errors$NativeIoException";

    private Errno() {}

    /** {@return the number in a failure or one of its causes, else {@link #NONE}} */
    static int of(Throwable failure) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return NONE; // other systems have other numbers
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // By its name first: the native transport may have been left out of a class path.
            if (cause.getClass().getName().equals(NATIVE)) {
                return Math.abs(((Errors.NativeIoException) cause).expectedErr());
            }
        }
        return NONE;
    }
}

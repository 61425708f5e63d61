package io.qmp.transport.vertx.address;

import io.netty.channel.unix.Errors;
import io.qmp.api.socket.ConnectFailures;

/** Error numbers of Linux in the exceptions of Netty's native transport. */
public final class Errno {
    private static final String NATIVE = "io.netty.channel.unix.Errors$NativeIoException";

    private Errno() {}

    /** {@return the number in a failure or one of its causes, else {@link ConnectFailures#NO_NUMBER}} */
    public static int of(Throwable failure) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return ConnectFailures.NO_NUMBER; // other systems have other numbers
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // By its name first: the native transport may have been left out of a class path.
            if (cause.getClass().getName().equals(NATIVE)) {
                return Math.abs(((Errors.NativeIoException) cause).expectedErr());
            }
        }
        return ConnectFailures.NO_NUMBER;
    }
}

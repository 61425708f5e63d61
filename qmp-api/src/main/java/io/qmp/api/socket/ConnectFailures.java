package io.qmp.api.socket;

import io.qmp.api.Experimental;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.UnixAddress;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the failures of attempts to listen and to connect: the first line of their messages is as QEMU's, the second is
 * a remedy. A cause that is a {@link ConnectFailedException} is returned as it is.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ConnectFailures {
    /** The error number of failures without one: they are known by their type and message. */
    public static final int NO_NUMBER = 0;

    private ConnectFailures() {}

    /** {@return the failure to listen} */
    public static ConnectFailedException listening(QmpAddress address, Throwable cause) {
        return listening(address, NO_NUMBER, cause);
    }

    /**
     * {@return the failure to listen}
     *
     * @param error the error number of Linux, or {@link #NO_NUMBER}
     */
    public static ConnectFailedException listening(QmpAddress address, int error, Throwable cause) {
        if (cause instanceof ConnectFailedException known) {
            return known;
        }
        ErrorKind kind = kind(error, cause);
        String what = switch (kind) {
            case UNKNOWN_HOST -> unknownHost(address);
            case IN_USE -> "Failed to find an available port";
            default ->
                "Failed to bind socket" + (address.scheme().equals(UnixAddress.SCHEME) ? " to " + place(address) : "");
        };
        return failure(kind, what, kind.whenListening(place(address)), cause);
    }

    /**
     * {@return whether an attempt to listen failed because another program listens there}
     *
     * @param error the error number of Linux, or {@link #NO_NUMBER}
     */
    public static boolean isInUse(int error, Throwable cause) {
        return kind(error, cause) == ErrorKind.IN_USE;
    }

    /** {@return the failure to listen in plain text at an address that the network reaches} */
    public static ConnectFailedException openToNetwork(QmpAddress address) {
        return new ConnectFailedException("Failed to bind socket: " + address
                + " can be reached from the network, and everybody who reaches it controls the machine\n"
                + "Use TLS, a unix socket or localhost, or allow plain connections from the network.");
    }

    /**
     * Fails as if nobody listened if a socket is connected to itself: TCP does that now and then, when the free port
     * that is chosen for the own end is the one that nobody listens at.
     *
     * @param local the own end; {@code null} if it is not known
     * @param remote the other end
     * @throws ConnectException if they are the same
     */
    public static void refuseOwnEnd(@Nullable SocketAddress local, SocketAddress remote) throws ConnectException {
        if (remote instanceof InetSocketAddress && remote.equals(local)) {
            throw new ConnectException("Connection refused");
        }
    }

    /** {@return the failure to connect} */
    public static ConnectFailedException connecting(QmpAddress address, Throwable cause) {
        return connecting(address, NO_NUMBER, cause);
    }

    /**
     * {@return the failure to connect}
     *
     * @param error the error number of Linux, or {@link #NO_NUMBER}
     */
    public static ConnectFailedException connecting(QmpAddress address, int error, Throwable cause) {
        if (cause instanceof ConnectFailedException known) {
            return known;
        }
        ErrorKind kind = kind(error, cause);
        String what = kind == ErrorKind.UNKNOWN_HOST ? unknownHost(address) : noConnection(address);
        return failure(kind, what, kind.whenConnecting(place(address)), cause);
    }

    /** {@return the failure to connect within a limit} */
    public static ConnectFailedException timedOut(QmpAddress address, Duration limit) {
        return new ConnectFailedException(
                Reason.TIMED_OUT,
                noConnection(address) + ": no answer within " + limit.toMillis()
                        + " ms\nCheck that the server runs, or allow more time.",
                null);
    }

    /** {@return the failure to connect to a unix socket with TLS} */
    public static ConnectFailedException tlsOnUnixSocket(QmpAddress address) {
        return insecure(address, "TLS is for TCP\nLeave it out: permissions guard a unix socket.");
    }

    /**
     * {@return the failure to connect with the TLS that was asked for}
     *
     * @param why the end of the first line, and the remedy in the second
     */
    public static ConnectFailedException insecure(QmpAddress address, String why) {
        return new ConnectFailedException(Reason.INSECURE, noConnection(address) + ": " + why, null);
    }

    private static ErrorKind kind(int error, Throwable cause) {
        return error == NO_NUMBER ? ErrorKind.of(cause) : ErrorKind.ofNumber(error);
    }

    /** {@return whether a unix socket could not be connected because too many clients wait to be accepted} */
    public static boolean isQueueFull(Throwable cause) {
        return ErrorKind.of(cause) == ErrorKind.QUEUE_FULL;
    }

    private static String unknownHost(QmpAddress address) {
        return "address resolution failed for " + place(address);
    }

    /** {@return how messages begin of connections that could not be made} */
    public static String noConnection(QmpAddress address) {
        return "Failed to connect to '" + place(address) + "'";
    }

    /** {@return an address as QEMU writes it in messages} */
    private static String place(QmpAddress address) {
        return switch (address.scheme()) {
            case TcpAddress.SCHEME ->
                TcpAddress.of(address).host() + ':' + TcpAddress.of(address).port();
            case UnixAddress.SCHEME -> UnixAddress.of(address).name();
            default -> address.toString();
        };
    }

    private static ConnectFailedException failure(ErrorKind kind, String what, String hint, Throwable cause) {
        return new ConnectFailedException(
                kind.reason, what + ": " + (kind.text.isEmpty() ? text(cause) : kind.text) + '\n' + hint, cause);
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }
}

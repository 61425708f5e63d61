package io.qmp.transport.vertx.address;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.UnixAddress;

/** Makes the failures of attempts: the first line of their messages is as QEMU's, the second is a remedy. */
public final class ConnectFailures {
    private ConnectFailures() {}

    /** {@return the failure to listen} */
    public static ConnectFailedException listening(QmpAddress address, Throwable cause) {
        if (cause instanceof ConnectFailedException known) {
            return known;
        }
        ErrorKind kind = ErrorKind.of(cause);
        String what = switch (kind) {
            case UNKNOWN_HOST -> unknownHost(address);
            case IN_USE -> "Failed to find an available port";
            default ->
                "Failed to bind socket" + (address.scheme().equals(UnixAddress.SCHEME) ? " to " + place(address) : "");
        };
        return failure(kind, what, kind.whenListening, cause);
    }

    /** {@return whether an attempt to listen failed because another program listens there} */
    public static boolean isInUse(Throwable cause) {
        return ErrorKind.of(cause) == ErrorKind.IN_USE;
    }

    /** {@return the failure to connect} */
    public static ConnectFailedException connecting(QmpAddress address, Throwable cause) {
        if (cause instanceof ConnectFailedException known) {
            return known;
        }
        ErrorKind kind = ErrorKind.of(cause);
        String what = kind == ErrorKind.UNKNOWN_HOST ? unknownHost(address) : noConnection(address);
        return failure(kind, what, kind.whenConnecting, cause);
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

package io.qmp.transport.vertx;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.QmpAddress;
import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;

/** Says why no connection could be made: on the first line as QEMU does, on the next what to do about it. */
final class Failures {
    private Failures() {}

    static ConnectFailedException listening(QmpAddress address, Throwable cause) {
        if (cause instanceof ConnectFailedException known) {
            return known;
        }
        Trouble trouble = Trouble.of(cause);
        String what = switch (trouble) {
            case UNKNOWN_HOST -> "address resolution failed for " + place(address);
            case IN_USE -> "Failed to find an available port";
            default -> "Failed to bind socket" + (address instanceof QmpAddress.Unix ? " to " + place(address) : "");
        };
        return failure(trouble, what, trouble.whenListening, cause);
    }

    static ConnectFailedException connecting(QmpAddress address, Throwable cause) {
        if (cause instanceof ConnectFailedException known) {
            return known;
        }
        Trouble trouble = Trouble.of(cause);
        String what = trouble == Trouble.UNKNOWN_HOST
                ? "address resolution failed for " + place(address)
                : "Failed to connect to '" + place(address) + "'";
        return failure(trouble, what, trouble.whenConnecting, cause);
    }

    /** An address as QEMU writes it in messages. */
    static String place(QmpAddress address) {
        return address instanceof QmpAddress.Tcp tcp
                ? tcp.host() + ':' + tcp.port()
                : ((QmpAddress.Unix) address).path().toString();
    }

    private static ConnectFailedException failure(Trouble trouble, String what, String hint, Throwable cause) {
        String known = trouble == Trouble.TLS ? TlsTrouble.of(cause) : null;
        String why = known != null ? known : trouble.text.isEmpty() ? reason(cause) : trouble.text;
        return new ConnectFailedException(trouble.reason, what + ": " + why + '\n' + hint, cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    /** What the operating system says. Mostly that is told by its text only. */
    private enum Trouble {
        NO_SUCH_FILE(
                "No such file or directory",
                Reason.NOT_FOUND,
                "Make its directory first.",
                "There is no such socket: start the server, or check the path."),
        REFUSED(
                "Connection refused",
                Reason.NOBODY_LISTENS,
                "Nobody listens there: start the server, or check the address."),
        DENIED(
                "Permission denied",
                Reason.DENIED,
                "This user may not listen there: check the permissions of the directory, or take a port from 1024 on.",
                "This user may not connect: check the permissions of the socket and its directory."),
        IN_USE(
                "Address already in use",
                Reason.OTHER,
                "Another program listens there: stop it, or choose another port; 0 takes a free one."),
        FILE_EXISTS(
                "File exists",
                Reason.OTHER,
                "It is no socket, and so it is left alone: move it away, or choose another path."),
        NO_SUCH_ADDRESS(
                "Cannot assign requested address",
                Reason.OTHER,
                "This machine has no such address: choose one of its own, or localhost."),
        UNKNOWN_HOST("Name or service not known", Reason.NOT_FOUND, "Check the name of the host."),
        TLS("", Reason.INSECURE, "Check that the server speaks TLS, and the certificates of both sides."),
        OTHER("", Reason.OTHER, "Check the address, and that it can be reached.");

        private final String text;
        private final Reason reason;
        private final String whenListening;
        private final String whenConnecting;

        Trouble(String text, Reason reason, String hint) {
            this(text, reason, hint, hint);
        }

        Trouble(String text, Reason reason, String whenListening, String whenConnecting) {
            this.text = text;
            this.reason = reason;
            this.whenListening = whenListening;
            this.whenConnecting = whenConnecting;
        }

        static Trouble of(Throwable cause) {
            if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
                return NO_SUCH_FILE;
            } else if (cause instanceof AccessDeniedException) {
                return DENIED;
            } else if (cause instanceof FileAlreadyExistsException) {
                return FILE_EXISTS;
            } else if (cause instanceof UnknownHostException) {
                return UNKNOWN_HOST;
            } else if (cause instanceof SSLException) {
                return TLS;
            }
            String message = reason(cause);
            for (Trouble trouble : values()) {
                if (!trouble.text.isEmpty() && message.contains(trouble.text)) {
                    return trouble;
                }
            }
            return OTHER;
        }
    }
}

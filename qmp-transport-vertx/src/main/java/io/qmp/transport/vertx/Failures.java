package io.qmp.transport.vertx;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.QmpAddress;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Says why no connection could be made: on the first line as QEMU does, on the next what to do about it.
 *
 * <p>The operating system's reasons are recognised by their text, as neither Netty nor the JDK tells them otherwise.
 */
final class Failures {
    private static final String NO_SUCH_FILE = "No such file or directory";
    private static final String PERMISSION_DENIED = "Permission denied";
    private static final String IN_USE = "Address already in use";
    private static final String REFUSED = "Connection refused";
    private static final List<String> KNOWN = List.of(
            NO_SUCH_FILE,
            PERMISSION_DENIED,
            IN_USE,
            REFUSED,
            "Cannot assign requested address",
            "Connection reset by peer",
            "No route to host",
            "Network is unreachable",
            "Too many open files");

    private Failures() {}

    static ConnectFailedException listening(QmpAddress address, Throwable cause) {
        if (cause instanceof ConnectFailedException known) {
            return known;
        }
        String reason = reason(cause);
        if (cause instanceof UnknownHostException) {
            return unknownHost(address, cause);
        }
        String what = address instanceof QmpAddress.Unix unix
                ? "Failed to bind socket to " + unix.path()
                : reason.equals(IN_USE) ? "Failed to find an available port" : "Failed to bind socket";
        return failure(what, reason, listeningHint(address, cause, reason), cause);
    }

    private static String listeningHint(QmpAddress address, Throwable cause, String reason) {
        if (cause instanceof FileAlreadyExistsException) {
            return "It is no socket, and so it is left alone: move it away, or choose another path.";
        }
        return switch (reason) {
            case NO_SUCH_FILE -> "Make its directory first.";
            case PERMISSION_DENIED -> "Choose a place where this user may listen.";
            case IN_USE ->
                "Another program listens at " + address + ": stop it, or choose another port; 0 takes a free one.";
            default -> "Nobody can connect to " + address + " so: choose another address.";
        };
    }

    static ConnectFailedException connecting(QmpAddress address, Throwable cause) {
        if (cause instanceof ConnectFailedException known) {
            return known;
        }
        if (cause instanceof UnknownHostException) {
            return unknownHost(address, cause);
        }
        String reason = reason(cause);
        String where = address instanceof QmpAddress.Tcp tcp
                ? tcp.host() + ':' + tcp.port()
                : ((QmpAddress.Unix) address).path().toString();
        return failure("Failed to connect to '" + where + "'", reason, connectingHint(cause, reason), cause);
    }

    private static String connectingHint(Throwable cause, String reason) {
        if (cause instanceof SSLException) {
            return "Check that the server speaks TLS, and the certificates of both sides.";
        }
        return switch (reason) {
            case NO_SUCH_FILE -> "There is no such socket: start the server, or check the path.";
            case PERMISSION_DENIED -> "This user may not connect to the socket: check its permissions.";
            case REFUSED -> "Nobody listens there: start the server, or check the address.";
            default -> "Check the address, and that the server can be reached.";
        };
    }

    private static ConnectFailedException unknownHost(QmpAddress address, Throwable cause) {
        QmpAddress.Tcp tcp = (QmpAddress.Tcp) address;
        return failure(
                "address resolution failed for " + tcp.host() + ':' + tcp.port(),
                "Name or service not known",
                "Check the name of the host.",
                cause);
    }

    private static ConnectFailedException failure(String what, String reason, String hint, Throwable cause) {
        return new ConnectFailedException(what + ": " + reason + '\n' + hint, cause);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof NoSuchFileException) {
            return NO_SUCH_FILE;
        }
        if (cause instanceof AccessDeniedException) {
            return PERMISSION_DENIED;
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "File exists";
        }
        String text = String.valueOf(cause.getMessage());
        return KNOWN.stream().filter(text::contains).findFirst().orElse(text);
    }
}

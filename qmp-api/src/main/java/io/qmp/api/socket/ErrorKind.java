package io.qmp.api.socket;

import io.qmp.api.error.ConnectFailedException.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/** The kinds of failures of listening and connecting, each with the operating system's text and a remedy. */
enum ErrorKind {
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
            "This user may not listen at {place}: check the permissions of the directory, or take a port from 1024 on.",
            "This user may not connect: check the permissions of the socket and its directory."),
    IN_USE(
            "Address already in use",
            Reason.OTHER,
            "Another program listens at {place}: stop it, or choose another port; 0 takes a free one."),
    FILE_EXISTS(
            "File exists",
            Reason.OTHER,
            "It is no socket, and so it is left alone: move it away, or choose another path."),
    NO_SUCH_ADDRESS(
            "Cannot assign requested address",
            Reason.OTHER,
            "This machine has no address {place}: choose one of its own, or localhost."),
    QUEUE_FULL(
            "Resource temporarily unavailable",
            Reason.OTHER,
            "The server accepts no connections at the moment: check that it is not stuck."),
    UNKNOWN_HOST("Name or service not known", Reason.NOT_FOUND, "Check the name of the host."),
    OTHER("", Reason.OTHER, "Check the address {place}, and that it can be reached.");

    /** Stands for the place in a remedy. */
    private static final String PLACE = "{place}";

    /** Kinds that share the type of their exceptions. */
    private static final Set<ErrorKind> KNOWN_BY_TEXT =
            Set.of(NO_SUCH_FILE, REFUSED, DENIED, IN_USE, NO_SUCH_ADDRESS, QUEUE_FULL);

    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int EADDRINUSE = 98;
    private static final int EADDRNOTAVAIL = 99;
    private static final int ECONNREFUSED = 111;

    /** What the operating system says; empty if the exception has to say it. */
    final String text;

    final Reason reason;
    private final String whenListening;
    private final String whenConnecting;

    ErrorKind(String text, Reason reason, String hint) {
        this(text, reason, hint, hint);
    }

    ErrorKind(String text, Reason reason, String whenListening, String whenConnecting) {
        this.text = text;
        this.reason = reason;
        this.whenListening = whenListening;
        this.whenConnecting = whenConnecting;
    }

    /** {@return what to do after an attempt to listen at a place} */
    String whenListening(String place) {
        return whenListening.replace(PLACE, place);
    }

    /** {@return what to do after an attempt to connect to a place} */
    String whenConnecting(String place) {
        return whenConnecting.replace(PLACE, place);
    }

    /** {@return the kind of an error number of Linux} */
    static ErrorKind ofNumber(int number) {
        return switch (number) {
            case ENOENT -> NO_SUCH_FILE;
            case ECONNREFUSED -> REFUSED;
            case EACCES, EPERM -> DENIED;
            case EADDRINUSE -> IN_USE;
            case EADDRNOTAVAIL -> NO_SUCH_ADDRESS;
            default -> OTHER;
        };
    }

    /** {@return the kind of a failure, by its type and its message} */
    static ErrorKind of(Throwable failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return NO_SUCH_FILE;
        } else if (failure instanceof AccessDeniedException) {
            return DENIED;
        } else if (failure instanceof FileAlreadyExistsException) {
            return FILE_EXISTS;
        } else if (failure instanceof UnknownHostException) {
            return UNKNOWN_HOST;
        }
        return failure instanceof IOException ? ofSocketException(failure) : OTHER;
    }

    /**
     * Binding and connecting on NIO, and connecting on Netty's native transport, fail with exceptions without a number,
     * of types that several kinds share, such as BindException: only the text of the operating system differs.
     */
    private static ErrorKind ofSocketException(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return KNOWN_BY_TEXT.stream()
                .filter(kind -> message.contains(kind.text))
                .findFirst()
                .orElse(OTHER);
    }
}

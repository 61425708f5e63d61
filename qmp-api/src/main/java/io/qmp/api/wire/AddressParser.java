package io.qmp.api.wire;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the text form of a {@link QmpAddress}. */
final class AddressParser {
    private static final String UNIX = "unix:";
    private static final String TCP = "tcp:";

    private AddressParser() {}

    static QmpAddress parse(String text) {
        if (text.startsWith(UNIX)) {
            return unix(text, text.substring(UNIX.length()));
        }
        if (text.startsWith(TCP)) {
            return tcp(text, text.substring(TCP.length()));
        }
        throw bad(text, "it must start with unix: or tcp:");
    }

    private static QmpAddress unix(String text, String path) {
        if (path.isEmpty()) {
            throw bad(text, "the path is missing");
        }
        try {
            return new QmpAddress.Unix(Path.of(path));
        } catch (InvalidPathException e) {
            throw bad(text, e.getReason());
        }
    }

    private static QmpAddress tcp(String text, String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < 0) {
            throw bad(text, "the port is missing");
        }
        String host = hostAndPort.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw bad(text, "an IPv6 address is written in brackets");
        }
        if (host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
            throw bad(text, "brackets belong around an IPv6 address only");
        }
        try {
            int port = Integer.parseInt(hostAndPort.substring(colon + 1));
            return new QmpAddress.Tcp(host.isEmpty() ? "localhost" : host, port);
        } catch (NumberFormatException e) {
            throw bad(text, "the port is not a number");
        }
    }

    private static IllegalArgumentException bad(String text, String reason) {
        return new IllegalArgumentException(
                "'" + text + "' is no address: " + reason + " (unix:PATH or tcp:HOST:PORT)");
    }
}

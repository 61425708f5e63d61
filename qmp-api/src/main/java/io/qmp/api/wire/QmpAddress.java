package io.qmp.api.wire;

import io.qmp.api.Stable;
import java.nio.file.Path;

/**
 * The address of a QMP server: a scheme, a colon, and a text that the transport reads which serves the scheme.
 *
 * <p>The texts of {@code unix} and {@code tcp}, which several transports serve, are read here, as {@link UnixAddress}
 * and {@link TcpAddress}: {@code unix:PATH}, {@code tcp:HOST:PORT}, {@code tcp:[IPV6]:PORT}, and behind these QEMU's
 * keys, such as {@code ,abstract=on}. In these two a comma that belongs to a path is written twice. Texts of
 * other schemes are kept as they are.
 *
 * @param scheme a lower-case letter, then such letters, digits, {@code +}, {@code -} and {@code .}
 * @param text the rest, in one form for all that mean the same
 * @since 0.1
 */
@Stable(since = "0.1")
public record QmpAddress(String scheme, String text) {
    /**
     * Reads the text, if its scheme is {@code unix} or {@code tcp}.
     *
     * @throws IllegalArgumentException if one of the two is wrong; the message says what
     */
    public QmpAddress {
        if (!isScheme(scheme)) {
            throw new IllegalArgumentException("'" + scheme + "' is no scheme of addresses");
        }
        text = switch (scheme) {
            case UnixAddress.SCHEME -> UnixAddress.parse(text).text();
            case TcpAddress.SCHEME -> TcpAddress.parse(text).text();
            default -> text;
        };
    }

    /**
     * {@return the address that a text stands for}
     *
     * @param text {@code SCHEME:TEXT}, such as {@code unix:PATH} or {@code tcp:HOST:PORT}; an empty host means
     *     localhost
     * @throws IllegalArgumentException if it is of no such form; the message says what is wrong
     */
    public static QmpAddress parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !isScheme(text.substring(0, colon))) {
            throw AddressKeys.bad(text, "it has no scheme", "unix:PATH, tcp:HOST:PORT or another SCHEME:TEXT");
        }
        return new QmpAddress(text.substring(0, colon), text.substring(colon + 1));
    }

    private static boolean isScheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '.' || c == '-'))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** {@return the address of a unix socket in the file system} */
    public static QmpAddress unix(Path path) {
        return UnixAddress.at(path).toAddress();
    }

    /** {@return a TCP address} */
    public static QmpAddress tcp(String host, int port) {
        return TcpAddress.at(host, port).toAddress();
    }

    /** {@return what {@link #parse} reads} */
    @Override
    public String toString() {
        return scheme + ':' + text;
    }
}

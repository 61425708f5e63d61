package io.qmp.app.tool;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.Transports;
import io.qmp.api.wire.UnixAddress;
import io.qmp.app.option.KeyValues;
import io.qmp.app.option.KeyValues.Keys;
import io.qmp.app.option.OptionException;
import io.qmp.app.option.TlsKeys;
import io.qmp.options.OptionPart;
import io.qmp.program.StandardOptions;
import io.qmp.program.Syntax;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A server to connect to.
 *
 * @param address where it listens
 * @param options how to connect
 */
record Peer(QmpAddress address, ConnectOptions options) {
    /** The first parameter of every tool: its text is for {@link #parse}. */
    static final Syntax.Parameter PARAMETER = StandardOptions.ADDRESS;

    private static final List<String> ADDRESS_KEYS = List.of("abstract", "tight", "ipv4", "ipv6");
    private static final Keys KEYS =
            new Keys("address", Keys.union(TlsKeys.NAMES, "address"), Set.copyOf(ADDRESS_KEYS));

    /**
     * {@return the server that a text names}
     *
     * @param text {@code unix:PATH}, a path with a slash in it, {@code tcp:HOST:PORT} or {@code HOST:PORT}; keys for
     *     TLS may follow
     * @throws OptionException if it is of no such form
     */
    static Peer parse(String text) {
        KeyValues keys = KEYS.parse(text);
        ConnectOptions options =
                TlsKeys.options(keys).map(ConnectOptions.DEFAULT::withTls).orElse(ConnectOptions.DEFAULT);
        return new Peer(address(keys), options);
    }

    private static QmpAddress address(KeyValues keys) {
        String place = keys.text("address").orElse("");
        String scheme = scheme(place);
        String text = place.startsWith(scheme + ":") ? place.substring(scheme.length() + 1) : place;
        boolean ownKeys = scheme.equals(UnixAddress.SCHEME) || scheme.equals(TcpAddress.SCHEME);
        String rest = ADDRESS_KEYS.stream()
                .flatMap(key -> keys.text(key).map(value -> "," + key + "=" + value).stream())
                .collect(Collectors.joining());
        return OptionException.translate(
                () -> new QmpAddress(scheme, ownKeys ? OptionPart.escape(text) + rest : text + rest));
    }

    /** {@return the scheme of an address, which may be left out of a path with a slash in it and of HOST:PORT} */
    private static String scheme(String place) {
        int colon = place.indexOf(':');
        String first = colon < 0 ? "" : place.substring(0, colon);
        boolean known = first.equals(UnixAddress.SCHEME)
                || first.equals(TcpAddress.SCHEME)
                || !first.isEmpty() && Transports.installed().schemes().contains(first);
        if (known) {
            return first;
        }
        return place.contains("/") ? UnixAddress.SCHEME : TcpAddress.SCHEME;
    }
}

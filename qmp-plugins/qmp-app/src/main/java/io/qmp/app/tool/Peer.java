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
import io.qmp.app.peer.PeerFile;
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
 * @param agent whether it is a guest agent
 */
record Peer(QmpAddress address, ConnectOptions options, boolean agent) {
    /** The first parameter of every tool: its text is for {@link #parse}. */
    static final Syntax.Parameter PARAMETER = StandardOptions.ADDRESS;

    /** Stands before the address of a guest agent. */
    private static final String AGENT = "qga:";

    private static final List<String> ADDRESS_KEYS = List.of("abstract", "tight", "ipv4", "ipv6");
    private static final Keys KEYS =
            new Keys("address", Keys.union(TlsKeys.NAMES, "address"), Set.copyOf(ADDRESS_KEYS));

    /** A server that is no guest agent. */
    Peer(QmpAddress address, ConnectOptions options) {
        this(address, options, false);
    }

    /**
     * {@return the server that a text names}
     *
     * @param text {@code unix:PATH}, a path with a slash in it, {@code tcp:HOST:PORT} or {@code HOST:PORT}; keys for
     *     TLS may follow. Or a name of the user's {@link PeerFile}. A guest agent has {@code qga:} before that
     * @throws OptionException if it is of no such form, or a name that the file does not have
     */
    static Peer parse(String text) {
        if (text.startsWith(AGENT)) {
            return parse(text.substring(AGENT.length())).asAgent();
        }
        return isName(text) ? named(text, PeerFile.ofUser()) : ofAddress(text);
    }

    /**
     * {@return the place on the network that a text names}
     *
     * @param text {@code HOST:PORT}
     * @throws OptionException if it is of another form
     */
    static TcpAddress tcp(String text) {
        return OptionException.translate(() -> TcpAddress.of(parse(text).address()));
    }

    /**
     * {@return the monitor of a virtual machine that a text names}
     *
     * @throws OptionException if it is a guest agent, or of no form of an address
     */
    static Peer machine(String text) {
        Peer peer = parse(text);
        if (peer.agent()) {
            throw new OptionException(text + " is a guest agent, which does not know what its virtual machine"
                    + " does\nGive the address of the monitor. Of an agent, qmp ping knows whether it answers.");
        }
        return peer;
    }

    /** {@return whether a text can only be a name: it has neither a slash nor a colon, as all addresses have} */
    static boolean isName(String text) {
        return !text.isEmpty() && text.indexOf('/') < 0 && text.indexOf(':') < 0;
    }

    /** {@return the server to which a file gives a name} */
    static Peer named(String name, PeerFile file) {
        PeerFile.NamedPeer peer = file.find(name)
                .orElseThrow(() -> new OptionException("'" + name + "' is no address, and no name in " + file.file()
                        + file.names().map(names -> "\nNames there: " + names).orElse("")
                        + "\nAddresses are unix:PATH, tcp:HOST:PORT, a path with a slash in it, or HOST:PORT."));
        try {
            return peer.address().startsWith(AGENT)
                    ? ofAddress(peer.address().substring(AGENT.length())).asAgent()
                    : ofAddress(peer.address());
        } catch (OptionException e) {
            throw e.at(peer.place());
        }
    }

    /** {@return this server, as a guest agent} */
    Peer asAgent() {
        return new Peer(address, options, true);
    }

    private static Peer ofAddress(String text) {
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

package io.qmp.app.serve;

import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.option.KeyValues;
import io.qmp.app.option.KeyValues.Keys;
import io.qmp.app.option.OptionException;
import io.qmp.app.option.TlsKeys;
import io.qmp.options.OptionPart;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads character devices in both of QEMU's forms: {@code socket,id=m0,path=PATH,server=on} and, short,
 * {@code unix:PATH,server=on}.
 *
 * <p>Keys of our own: those of {@link TlsKeys}; {@code open-network=on} for plain TCP beyond loopback;
 * {@code socket-mode}, the octal permissions of a unix socket. In the short form also {@code clients}, {@code backlog}
 * and {@code pretty}, which are the monitor's. {@code delay} is accepted; we never delay.
 */
final class ChardevParser {
    private static final Set<String> TEXTS = Keys.union(
            TlsKeys.NAMES,
            "backend",
            "id",
            "path",
            "host",
            "port",
            "fd",
            "to",
            "reconnect",
            "reconnect-ms",
            "logfile",
            "input-path",
            "localaddr",
            "localport",
            "width",
            "height",
            "cols",
            "rows",
            "name",
            "size",
            "chardev",
            "socket-mode");
    private static final Set<String> FLAGS = Set.of(
            "server",
            "wait",
            "delay",
            "nodelay",
            "abstract",
            "tight",
            "ipv4",
            "ipv6",
            "telnet",
            "websocket",
            "logappend",
            "append",
            "mux",
            "signal",
            "open-network");
    private static final List<String> ADDRESS_FLAGS = List.of("abstract", "tight");
    private static final List<String> HOST_FLAGS = List.of("ipv4", "ipv6");

    private static final Keys LONG = new Keys("backend", TEXTS, FLAGS);
    private static final Keys UNIX =
            new Keys("path", Keys.union(TEXTS, "clients", "backlog"), Keys.union(FLAGS, "pretty"));
    private static final Keys TCP = new Keys("host", UNIX.texts(), UNIX.flags());

    private ChardevParser() {}

    /** {@return the keys of the long form} */
    static KeyValues parse(String text) {
        return LONG.parse(text);
    }

    /** {@return the keys of a short form, and the keys of the long form that it stands for} */
    static KeyValues parseShort(String spec) {
        try {
            if (spec.equals("stdio") || spec.equals("null") || spec.equals("pty")) {
                return LONG.parse(spec);
            }
            if (spec.startsWith("pipe:")) {
                return LONG.parse("pipe").with("path", spec.substring("pipe:".length()));
            }
            if (spec.startsWith("unix:")) {
                return UNIX.parse(spec.substring("unix:".length())).with("backend", "socket");
            }
            if (spec.startsWith("tcp:")) {
                return splitPort(TCP.parse(spec.substring("tcp:".length()))).with("backend", "socket");
            }
            for (String protocol : List.of("telnet", "websocket")) {
                if (spec.startsWith(protocol + ":")) {
                    return splitPort(TCP.parse(spec.substring(protocol.length() + 1)))
                            .with("backend", "socket")
                            .with(protocol, "on");
                }
            }
            throw new OptionException("'" + spec + "' is not a valid char driver");
        } catch (OptionException e) {
            throw e.then("parse error: " + spec);
        }
    }

    private static KeyValues splitPort(KeyValues keys) {
        String place = keys.text("host").orElse("");
        int colon = place.lastIndexOf(':');
        if (colon < 0 || colon == place.length() - 1) {
            throw new OptionException();
        }
        return keys.with("host", place.substring(0, colon)).with("port", place.substring(colon + 1));
    }

    /** {@return the device that keys of the long form describe} */
    static Chardev chardev(KeyValues keys) {
        String backend = keys.text("backend").orElse("");
        return switch (backend) {
            case "null" -> new Chardev.Null(stream(keys));
            case "stdio" -> new Chardev.Stdio(stream(keys));
            case "pty" -> new Chardev.Pty(stream(keys));
            case "pipe" ->
                new Chardev.Pipe(
                        Path.of(keys.text("path")
                                .orElseThrow(() -> new OptionException("chardev: pipe: no device path given"))),
                        stream(keys));
            case "socket" -> socket(keys);
            default ->
                BackendParser.find(backend, keys)
                        .map(Chardev.Backend::new)
                        .orElseThrow(() -> new OptionException("'" + backend + "' is not a valid char driver name"));
        };
    }

    private static Chardev socket(KeyValues keys) {
        boolean server = keys.flag("server").orElse(false);
        Optional<Boolean> wait = keys.flag("wait");
        if (!server && wait.isPresent()) {
            throw new OptionException("'wait' option is incompatible with socket in client connect mode");
        }
        if (keys.text("delay").isPresent() && keys.text("nodelay").isPresent()) {
            throw new OptionException("'delay' and 'nodelay' are mutually exclusive");
        }
        if (!server && keys.flag("websocket").orElse(false)) {
            throw new OptionException("Websocket client is not implemented");
        }
        QmpAddress address = address(keys, server);
        return new Chardev.Socket(
                address,
                server,
                server && wait.orElse(true),
                listenOptions(keys),
                reconnect(keys, address, server),
                stream(keys));
    }

    private static Chardev.Stream stream(KeyValues keys) {
        return new Chardev.Stream(
                protocol(keys),
                keys.text("logfile").map(Path::of),
                keys.flag("logappend").orElse(false));
    }

    /** On a unix socket, too. As in QEMU, telnet goes before. */
    private static Chardev.Protocol protocol(KeyValues keys) {
        for (Chardev.Protocol protocol : List.of(Chardev.Protocol.TELNET, Chardev.Protocol.WEBSOCKET)) {
            if (keys.flag(protocol.word()).orElse(false)) {
                return protocol;
            }
        }
        return Chardev.Protocol.TCP;
    }

    /** {@return how long to wait before the next attempt to connect; empty for no other attempt} */
    private static Optional<Duration> reconnect(KeyValues keys, QmpAddress address, boolean server) {
        Optional<Long> seconds = number(keys, "reconnect");
        Optional<Long> millis = number(keys, "reconnect-ms");
        if (seconds.isPresent() && millis.isPresent()) {
            throw new OptionException("'reconnect' and 'reconnect-ms' are mutually exclusive");
        }
        if (seconds.isEmpty() && millis.isEmpty()) {
            return Optional.empty();
        }
        Duration pause = seconds.isPresent() ? Duration.ofSeconds(seconds.get()) : Duration.ofMillis(millis.get());
        if (address.scheme().equals("fd")) {
            throw new OptionException("'reconnect' option is incompatible with 'fd' address type");
        }
        if (server) {
            throw new OptionException("'reconnect' option is incompatible with socket in server listen mode");
        }
        return pause.isZero() ? Optional.empty() : Optional.of(pause);
    }

    private static Optional<Long> number(KeyValues keys, String key) {
        return keys.text(key).map(text -> {
            if (!text.matches("[0-9]{1,9}")) {
                throw new OptionException("Parameter '" + key + "' expects a number");
            }
            return Long.valueOf(text);
        });
    }

    private static QmpAddress address(KeyValues keys, boolean server) {
        Optional<String> path = keys.text("path");
        Optional<String> host = keys.text("host");
        Optional<String> fd = keys.text("fd");
        int places = (path.isPresent() ? 1 : 0) + (host.isPresent() ? 1 : 0) + (fd.isPresent() ? 1 : 0);
        if (places != 1) {
            throw new OptionException("None or one of 'path', 'fd' or 'host' option required.");
        }
        if (path.isPresent()) {
            return unix(keys, path.get().isEmpty() && server ? freePath() : path.get());
        }
        if (fd.isPresent()) {
            return new QmpAddress("fd", fd.get());
        }
        String port = keys.text("port").orElseThrow(() -> new OptionException("chardev: socket: no port given"));
        return tcp(keys, host.orElse(""), port);
    }

    /** As QEMU, which listens in the folder for temporary files if no path is given. */
    private static String freePath() {
        String name = "qemu-socket-" + Long.toString(new SecureRandom().nextLong(1L << 30), 36);
        return Path.of(System.getProperty("java.io.tmpdir"), name).toString();
    }

    private static QmpAddress unix(KeyValues keys, String path) {
        if (path.isEmpty()) {
            throw new OptionException("chardev: socket: no path given");
        }
        return OptionException.translate(
                () -> new QmpAddress("unix", OptionPart.escape(path) + flags(keys, ADDRESS_FLAGS)));
    }

    private static QmpAddress tcp(KeyValues keys, String host, String port) {
        if (!port.matches("[0-9]+")) {
            throw new OptionException(
                    "address resolution failed for " + host + ":" + port + ": Servname not supported for ai_socktype");
        }
        String place = (host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
        if (keys.flag("ipv4").equals(Optional.of(false)) && keys.flag("ipv6").equals(Optional.of(false))) {
            throw new OptionException("Cannot disable IPv4 and IPv6 at same time");
        }
        String to = number(keys, "to").map(last -> ",to=" + last).orElse("");
        return OptionException.translate(() -> new QmpAddress("tcp", place + to + flags(keys, HOST_FLAGS)));
    }

    private static String flags(KeyValues keys, List<String> names) {
        StringBuilder flags = new StringBuilder();
        for (String name : names) {
            Optional<Boolean> on = keys.flag(name);
            if (on.isPresent()) {
                flags.append(',').append(name).append(on.get() ? "=on" : "=off");
            }
        }
        return flags.toString();
    }

    private static ListenOptions listenOptions(KeyValues keys) {
        return new ListenOptions(
                TlsKeys.options(keys),
                keys.flag("open-network").orElse(false),
                socketMode(keys.text("socket-mode")),
                ListenOptions.DEFAULT.descriptors());
    }

    private static int socketMode(Optional<String> mode) {
        if (mode.isEmpty()) {
            return ListenOptions.DEFAULT.socketMode();
        }
        if (!mode.get().matches("0?[0-7]{3}")) {
            throw new OptionException("Parameter 'socket-mode' expects three octal digits");
        }
        return Integer.parseInt(mode.get(), 8);
    }
}

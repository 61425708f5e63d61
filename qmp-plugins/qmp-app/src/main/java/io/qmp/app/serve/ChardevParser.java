package io.qmp.app.serve;

import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.option.KeyValues;
import io.qmp.app.option.KeyValues.Keys;
import io.qmp.app.option.OptionException;
import io.qmp.app.option.TlsKeys;
import java.nio.file.Path;
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
    private static final Set<String> TEXTS =
            Keys.union(TlsKeys.NAMES, "backend", "id", "path", "host", "port", "socket-mode");
    private static final Set<String> FLAGS = Set.of("server", "wait", "delay", "open-network");

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
            if (spec.equals("stdio")) {
                return LONG.parse(spec);
            }
            if (spec.startsWith("unix:")) {
                return UNIX.parse(spec.substring("unix:".length())).with("backend", "socket");
            }
            if (spec.startsWith("tcp:")) {
                return splitPort(TCP.parse(spec.substring("tcp:".length()))).with("backend", "socket");
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
            case "stdio" -> new Chardev.Stdio();
            case "socket" -> socket(keys);
            default -> throw new OptionException("'" + backend + "' is not a valid char driver name");
        };
    }

    private static Chardev socket(KeyValues keys) {
        boolean server = keys.flag("server").orElse(false);
        Optional<Boolean> wait = keys.flag("wait");
        if (!server && wait.isPresent()) {
            throw new OptionException("'wait' option is incompatible with socket in client connect mode");
        }
        return new Chardev.Socket(address(keys), server, server && wait.orElse(true), listenOptions(keys));
    }

    private static QmpAddress address(KeyValues keys) {
        Optional<String> path = keys.text("path");
        Optional<String> host = keys.text("host");
        if (path.isPresent() == host.isPresent()) {
            throw new OptionException("None or one of 'path', 'fd' or 'host' option required.");
        }
        if (path.isPresent()) {
            return unix(path.get());
        }
        String port = keys.text("port").orElseThrow(() -> new OptionException("chardev: socket: no port given"));
        return tcp(host.orElse(""), port);
    }

    private static QmpAddress unix(String path) {
        if (path.isEmpty()) {
            throw new OptionException("chardev: socket: no path given");
        }
        return QmpAddress.unix(Path.of(path));
    }

    private static QmpAddress tcp(String host, String port) {
        if (!port.matches("[0-9]+")) {
            throw new OptionException(
                    "address resolution failed for " + host + ":" + port + ": Servname not supported for ai_socktype");
        }
        String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return OptionException.translate(() -> QmpAddress.parse("tcp:" + bracketed + ":" + port));
    }

    private static ListenOptions listenOptions(KeyValues keys) {
        return new ListenOptions(
                TlsKeys.options(keys),
                keys.flag("open-network").orElse(false),
                socketMode(keys.text("socket-mode")),
                ListenOptions.DEFAULT.descriptors());
    }

    private static int socketMode(Optional<String> mode) {
        return mode.map(digits -> {
                    if (!digits.matches("0?[0-7]{3}")) {
                        throw new OptionException("Parameter 'socket-mode' expects three octal digits");
                    }
                    return Integer.parseInt(digits, 8);
                })
                .orElse(ListenOptions.DEFAULT.socketMode());
    }
}

package io.qmp.app.serve;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.api.wire.UnixAddress;
import io.qmp.app.option.KeyValues;
import io.qmp.app.option.KeyValues.Keys;
import io.qmp.app.option.OptionException;
import io.qmp.server.OutputLimit.Overflow;
import io.qmp.server.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A target of the fuzzer: a command line of {@code serve} is refused with a reason, or is understood; then what was
 * understood, written as a command line, is understood as the same.
 */
public final class OptionsFuzzer {
    private static final Keys KEYS = new Keys("path", Set.of("path", "id", "a"), Set.of("server", "wait"));

    private OptionsFuzzer() {}

    /**
     * Reads an input as keys and values, and as a command line.
     *
     * @param input the words, one a line; the program never gets a zero
     */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8).replace("\0", "");
        keyValues(text);
        commandLine(text.isEmpty() ? List.of() : List.of(text.split("\n", -1)));
    }

    private static void keyValues(String text) {
        KeyValues parsed;
        try {
            parsed = KEYS.parse(text);
        } catch (OptionException e) {
            return;
        }
        String formatted = format(parsed.values());
        KeyValues again = KEYS.parse(formatted);
        if (!again.equals(parsed)) {
            throw new AssertionError("parsed, formatted, parsed: " + parsed + " and " + again);
        }
    }

    private static String format(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + doubled(each.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String doubled(String value) {
        return value.replace(",", ",,");
    }

    private static void commandLine(List<String> words) {
        List<String> formatted;
        try {
            formatted = format(ServeOptions.parse(words));
        } catch (OptionException e) {
            if (e.reasons().isEmpty() || e.reasons().stream().anyMatch(String::isBlank)) {
                throw new AssertionError("refused without a reason: " + words, e);
            }
            return;
        }
        List<String> again = format(ServeOptions.parse(formatted));
        if (!again.equals(formatted)) {
            throw new AssertionError("parsed, formatted, parsed: " + formatted + " and " + again);
        }
    }

    private static List<String> format(ServeOptions options) {
        List<String> words = new ArrayList<>();
        for (MonitorSpec monitor : options.monitors()) {
            String label = monitor.options().label().orElseThrow();
            words.addAll(List.of("-chardev", format(label, monitor.chardev())));
            words.addAll(List.of(
                    "-mon",
                    "mode=control,chardev=" + label + ",clients="
                            + monitor.options().clients()
                            + onOff(",pretty=", monitor.options().pretty())));
        }
        options.pluginDirectories().forEach(path -> words.addAll(List.of("--plugins", path.toString())));
        options.withoutPlugins().forEach(name -> words.addAll(List.of("--without-plugin", name)));
        if (options.knowsAllCommands()) {
            words.addAll(List.of("--commands", "qemu"));
        }
        addServer(options.server(), words);
        words.addAll(options.machine());
        return words;
    }

    private static void addServer(ServerOptions server, List<String> words) {
        VersionTriple version = server.version().qemu();
        CompatPolicy compat = server.compat();
        words.addAll(List.of(
                "--set-version",
                version.major() + "." + version.minor() + "." + version.micro(),
                "--schema-names",
                lowerCase(server.typeNames()),
                "--max-token-bytes",
                String.valueOf(server.readerLimits().tokenBytes()),
                "--max-message-bytes",
                String.valueOf(server.readerLimits().messageBytes()),
                "--output-limit",
                server.outputLimit().bytes()
                        + (server.outputLimit().overflow() == Overflow.DROP_EVENTS ? ",drop-events" : ""),
                "-compat",
                "deprecated-input=" + lowerCase(compat.deprecatedInput()) + ",deprecated-output="
                        + lowerCase(compat.deprecatedOutput()) + ",unstable-input="
                        + lowerCase(compat.unstableInput()) + ",unstable-output="
                        + lowerCase(compat.unstableOutput())));
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String format(String label, Chardev chardev) {
        if (!(chardev instanceof Chardev.Socket socket)) {
            return "stdio,id=" + label;
        }
        StringBuilder text = new StringBuilder("socket,id=" + label);
        text.append(
                socket.address().scheme().equals(UnixAddress.SCHEME)
                        ? ",path=" + doubled(UnixAddress.of(socket.address()).name())
                        : format(TcpAddress.of(socket.address())));
        text.append(onOff(",server=", socket.server()));
        if (socket.server()) {
            text.append(onOff(",wait=", socket.waits()));
        }
        text.append(onOff(",open-network=", socket.options().openToNetwork()));
        text.append(",socket-mode=")
                .append(String.format("%03o", socket.options().socketMode()));
        socket.options().tls().ifPresent(tls -> text.append(format(tls)));
        return text.toString();
    }

    private static String format(TcpAddress address) {
        return ",host=" + doubled(address.host()) + ",port=" + address.port();
    }

    private static String format(TlsOptions tls) {
        StringBuilder text = new StringBuilder();
        tls.certificate().ifPresent(file -> text.append(",tls-cert=").append(doubled(text(file))));
        tls.key().ifPresent(file -> text.append(",tls-key=").append(doubled(text(file))));
        tls.authorities().ifPresent(file -> text.append(",tls-ca=").append(doubled(text(file))));
        return text.toString();
    }

    private static String text(Path file) {
        return file.toString();
    }

    private static String onOff(String key, boolean value) {
        return key + (value ? "on" : "off");
    }
}

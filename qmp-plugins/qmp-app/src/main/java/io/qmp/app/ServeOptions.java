package io.qmp.app;

import io.qmp.api.bind.TypeNames;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.server.OutputLimit;
import io.qmp.server.OutputLimit.Overflow;
import io.qmp.server.ServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code serve}. They are taken in the order in which they are given, as QEMU takes them. */
final class ServeOptions {
    private static final Option DEFAULT_MONITOR = new Option("-qmp", "tcp:localhost:4444,server=on,wait=off");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");
    private static final String[] EXPLANATION =
            """

            SPEC is unix:PATH, tcp:HOST:PORT, stdio or chardev:ID; without any monitor
              %s
            For sockets it goes on with
              ,server=on             listen; without it the server connects to the address
              ,wait=off              do not wait for the first client before going on
              ,clients=N             serve N clients at a time, not one
              ,pretty=on             indent what is written
              ,socket-mode=0660      permissions of a unix socket, 0600 unless given
              ,open-network=on       offer plain TCP on addresses that others can reach
              ,tls-cert=F,tls-key=F  speak TLS with this certificate and key (PEM)
              ,tls-ca=F              ask for a certificate of these authorities (PEM)
            -chardev socket has path=PATH or host=HOST,port=PORT, then the same but for
            clients and pretty, which are -mon's.

            POLICY is a list of deprecated-input=accept|reject, unstable-input=...,
            deprecated-output=accept|hide and unstable-output=....

            Each jar, and each directory of jars, in --plugins DIR is loaded by itself.
            A client that leaves more than --output-limit unread is disconnected; with
            drop-events it misses events instead.

            The machine takes QEMU's options: -name, -uuid, -m, -smp, -S, -no-reboot,
            -no-shutdown, -action, -blockdev, -device; and -machine, -accel, -cpu,
            -display, -nodefaults and the like, which change nothing here.
            """.formatted(DEFAULT_MONITOR.value()).split("\n");
    private static final String DROP_EVENTS = ",drop-events";

    private final MonitorSpecs monitors = new MonitorSpecs();
    private final List<Path> pluginDirectories = new ArrayList<>();
    private final List<String> withoutPlugins = new ArrayList<>();
    private boolean knowsAllCommands;
    private ServerOptions server = ServerOptions.DEFAULT;

    /** Adds the options to a command. */
    void addTo(CommandSpec command) {
        qemu(command, "-qmp", "SPEC", option -> monitors.qmp(option, false), "A monitor; may be repeated.");
        qemu(command, "-qmp-pretty", "SPEC", option -> monitors.qmp(option, true), "The same, with indented output.");
        qemu(command, "-monitor", "control,SPEC", monitors::monitor, "As -qmp, in the words of 2009.");
        qemu(command, "-chardev", "socket|stdio,id=ID,...", monitors::chardev, "A device for a monitor.");
        qemu(command, "-mon", "ID,mode=control", monitors::mon, "A monitor on that device.");
        qemu(command, "-compat", "POLICY", this::compat, "What to do with what is deprecated or unstable.");
        own(command, "--plugins", "DIR", this::plugins, "Loads the plugins in a directory; may be repeated.");
        own(command, "--without-plugin", "NAME", withoutPlugins::add, "Leaves out a plugin; may be repeated.");
        own(command, "--commands", "qemu", this::commands, "Knows all commands, not only those it carries out.");
        own(command, "--set-version", "X.Y.Z", this::version, "Which QEMU to behave as.");
        own(command, "--schema-names", "masked|java", this::schemaNames, "How query-qmp-schema names types.");
        own(command, "--max-token-bytes", "N", this::maxTokenBytes, "How long one token of a request may be.");
        own(command, "--max-message-bytes", "N", this::maxMessageBytes, "How long a request may be.");
        own(command, "--output-limit", "N[,drop-events]", this::outputLimit, "How much a client may leave unread.");
        command.usageMessage().footer(EXPLANATION);
    }

    /** An option of QEMU's: with one dash, and, as in QEMU, with two. */
    private static void qemu(
            CommandSpec command, String name, String label, Consumer<Option> taker, String description) {
        command.addOption(
                option(name, name, label, taker).description(description).build());
        command.addOption(option("-" + name, name, label, taker).hidden(true).build());
    }

    private static void own(
            CommandSpec command, String name, String label, Consumer<String> taker, String description) {
        command.addOption(option(name, name, label, option -> taker.accept(option.value()))
                .description(description)
                .build());
    }

    private static OptionSpec.Builder option(String spelling, String name, String label, Consumer<Option> taker) {
        return OptionSpec.builder(spelling)
                .type(String.class)
                .paramLabel(label)
                .hideParamSyntax(true)
                .parameterConsumer((words, spec, command) -> {
                    if (words.isEmpty()) {
                        throw new OptionException(name + ": requires an argument");
                    }
                    Option option = new Option(name, words.pop());
                    option.name(() -> {
                        taker.accept(option);
                        return option;
                    });
                });
    }

    private void plugins(String directory) {
        pluginDirectories.add(Path.of(directory));
    }

    private void commands(String whose) {
        if (!whose.equals("qemu")) {
            throw new OptionException("'" + whose + "' is not qemu");
        }
        knowsAllCommands = true;
    }

    private void compat(Option option) {
        server = server.withCompat(CompatParser.parse(option.value(), server.compat()));
    }

    private void version(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw new OptionException("'" + text + "' is no version such as 10.0.0");
        }
        VersionTriple version = new VersionTriple(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
        server = server.withVersion(new VersionInfo(version, server.version().packageName()));
    }

    private void schemaNames(String text) {
        server = server.withTypeNames(
                switch (text) {
                    case "masked" -> TypeNames.MASKED;
                    case "java" -> TypeNames.JAVA;
                    default -> throw new OptionException("'" + text + "' is neither masked nor java");
                });
    }

    private void maxTokenBytes(String text) {
        ReaderLimits old = server.readerLimits();
        server = server.withReaderLimits(new ReaderLimits(
                (int) Numbers.positive(text, Integer.MAX_VALUE), old.messageBytes(), old.tokens(), old.nesting()));
    }

    private void maxMessageBytes(String text) {
        ReaderLimits old = server.readerLimits();
        server = server.withReaderLimits(new ReaderLimits(
                old.tokenBytes(), (int) Numbers.positive(text, Integer.MAX_VALUE), old.tokens(), old.nesting()));
    }

    private void outputLimit(String text) {
        boolean drop = text.endsWith(DROP_EVENTS);
        String bytes = drop ? text.substring(0, text.length() - DROP_EVENTS.length()) : text;
        server = server.withOutputLimit(new OutputLimit(
                Numbers.positive(bytes, Long.MAX_VALUE / 2), drop ? Overflow.DROP_EVENTS : Overflow.DISCONNECT));
    }

    /** {@return the monitors, the default one if none is given} */
    List<MonitorSpec> monitors() {
        List<MonitorSpec> given = monitors.toList();
        if (!given.isEmpty()) {
            return given;
        }
        MonitorSpecs none = new MonitorSpecs();
        none.qmp(DEFAULT_MONITOR, false);
        return none.toList();
    }

    List<Path> pluginDirectories() {
        return List.copyOf(pluginDirectories);
    }

    List<String> withoutPlugins() {
        return List.copyOf(withoutPlugins);
    }

    /** {@return whether commands of QEMU that are not carried out are known, too} */
    boolean knowsAllCommands() {
        return knowsAllCommands;
    }

    ServerOptions server() {
        return server;
    }
}

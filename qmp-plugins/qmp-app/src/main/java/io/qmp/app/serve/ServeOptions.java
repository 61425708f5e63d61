package io.qmp.app.serve;

import io.qmp.api.bind.TypeNames;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.app.option.Numbers;
import io.qmp.app.option.Option;
import io.qmp.app.option.OptionException;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.server.OutputLimit;
import io.qmp.server.OutputLimit.Overflow;
import io.qmp.server.ServerOptions;
import io.qmp.server.TimeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of {@code serve}. They are taken in the order in which they are given, as QEMU takes them. */
public final class ServeOptions {
    static final String VERBOSE = "-v";
    private static final Option DEFAULT_MONITOR = new Option("-qmp", "tcp:localhost:4444,server=on,wait=off");
    private static final String VERSION = "(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})";
    private static final String DROP_EVENTS = ",drop-events";

    /** The options with an argument. */
    private static final Set<String> WITH_ARGUMENT = Set.of(
            "-qmp",
            "-qmp-pretty",
            "-monitor",
            "-chardev",
            "-mon",
            "-object",
            "-qtest",
            "-qtest-log",
            "-add-fd",
            "-pidfile",
            "-readconfig",
            "-compat",
            "--agent",
            "--plugins",
            "--without-plugin",
            "--commands",
            "--behave-as",
            "--set-version",
            "--schema-names",
            "--max-token-bytes",
            "--max-message-bytes",
            "--grace",
            "--output-limit");

    private final MonitorSpecs monitors = new MonitorSpecs();
    private final MonitorSpecs agents = new MonitorSpecs();
    private final List<Option> objects = new ArrayList<>();
    private final List<Path> pluginDirectories = new ArrayList<>();
    private final List<String> withoutPlugins = new ArrayList<>();
    private final List<String> machine = new ArrayList<>();
    private final List<InheritedDescriptor> descriptors = new ArrayList<>();
    private Optional<Option> qtest = Optional.empty();
    private Optional<PidFile> pidFile = Optional.empty();
    /** As QEMU, it lets clients take as long as they like to negotiate. */
    private ServerOptions server = as(QemuVersion.LATEST.triple(), ServerOptions.DEFAULT)
            .withTimeLimits(TimeLimits.DEFAULT.withoutNegotiation());

    private boolean knowsAllCommands;
    private boolean verbose;
    private boolean daemon;
    private boolean help;

    private ServeOptions() {}

    /**
     * {@return what a command line says}
     *
     * @throws OptionException if an option cannot be followed; the machine's are not looked at
     */
    public static ServeOptions parse(List<String> words) {
        ServeOptions options = new ServeOptions();
        options.takeAll(words);
        options.objects.forEach(options::object);
        return options;
    }

    private void takeAll(List<String> words) {
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            take(rest.next(), rest);
        }
    }

    private void take(String word, Iterator<String> rest) {
        // QEMU takes its options with two dashes, too.
        String name = word.startsWith("--") && WITH_ARGUMENT.contains(word.substring(1)) ? word.substring(1) : word;
        if (WITH_ARGUMENT.contains(name)) {
            if (!rest.hasNext()) {
                throw new OptionException(name + ": requires an argument");
            }
            new Option(name, rest.next()).giveTo(this::follow);
        } else if (name.equals(VERBOSE)) {
            verbose = true;
        } else if (name.equals("-daemonize") || name.equals("--daemonize")) {
            daemon = true;
        } else if (name.equals("-h") || name.equals("--help")) {
            help = true;
        } else {
            machine.add(word);
        }
    }

    private void follow(Option option) {
        String value = option.value();
        switch (option.name()) {
            case "-qmp" -> monitors.qmp(option, false);
            case "-qmp-pretty" -> monitors.qmp(option, true);
            case "-monitor" -> monitors.monitor(option);
            case "-chardev" -> monitors.chardev(option);
            case "-mon" -> monitors.mon(option);
            case "-object" -> objects.add(option);
            case "-qtest" -> qtest = Optional.of(option);
            case "-qtest-log" -> {} // there is no such log
            case "-add-fd" -> descriptors.add(InheritedDescriptor.of(option));
            case "-pidfile" -> pidFile = Optional.of(new PidFile(Path.of(value)));
            case "-readconfig" -> takeAll(ConfigFile.words(value));
            case "-compat" -> compat(value);
            case "--agent" -> agents.qmp(option, false);
            case "--plugins" -> pluginDirectories.add(Path.of(value));
            case "--without-plugin" -> withoutPlugins.add(value);
            case "--commands" -> commands(value);
            case "--behave-as", "--set-version" -> version(value);
            case "--schema-names" -> schemaNames(value);
            case "--max-token-bytes" -> maxTokenBytes(value);
            case "--max-message-bytes" -> maxMessageBytes(value);
            case "--grace" -> grace(value);
            case "--output-limit" -> outputLimit(value);
            default -> throw new AssertionError(option + " is listed as an option with an argument");
        }
    }

    /** Monitors are objects of the server, all others are the machine's. */
    private void object(Option option) {
        if (monitorsAreObjects() && MonitorObjectOption.isOne(option.value())) {
            option.giveTo(monitors::object);
        } else {
            machine.addAll(List.of(option.name(), option.value()));
        }
    }

    private boolean monitorsAreObjects() {
        return QemuVersion.of(server.version().qemu()).compareTo(QemuVersion.V11_1) >= 0;
    }

    /** {@return what QEMU warns of at the start} */
    public Optional<String> warning() {
        Optional<Option> first = monitorsAreObjects() ? monitors.firstMon() : Optional.empty();
        return first.map(
                mon -> mon + ": warning: '-mon' is deprecated, use '-object' with 'monitor-hmp' or 'monitor-qmp'"
                        + " types instead");
    }

    private void commands(String whose) {
        if (!whose.equals("qemu")) {
            throw new OptionException("expected qemu, got '" + whose + "'");
        }
        knowsAllCommands = true;
    }

    private void compat(String text) {
        server = server.withCompat(CompatParser.parse(text, server.compat()));
    }

    private void version(String text) {
        server = as(QemuVersion.find(text).map(QemuVersion::triple).orElseGet(() -> triple(text)), server);
    }

    private static VersionTriple triple(String text) {
        Matcher matcher = Pattern.compile(VERSION).matcher(text);
        if (!matcher.matches()) {
            String recorded =
                    Stream.of(QemuVersion.values()).map(QemuVersion::label).collect(Collectors.joining(", "));
            throw new OptionException(
                    "expected one of " + recorded + " or a version such as 10.0.0, got '" + text + "'");
        }
        return new VersionTriple(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    private static ServerOptions as(VersionTriple version, ServerOptions options) {
        return options.withVersion(new VersionInfo(version, options.version().packageName()));
    }

    private void schemaNames(String text) {
        server = server.withTypeNames(
                switch (text) {
                    case "masked" -> TypeNames.MASKED;
                    case "java" -> TypeNames.JAVA;
                    default -> throw new OptionException("expected masked or java, got '" + text + "'");
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

    private void grace(String seconds) {
        server = server.withShutdownGrace(Duration.ofSeconds(Numbers.between(2, seconds, Integer.MAX_VALUE)));
    }

    private void outputLimit(String text) {
        boolean drop = text.endsWith(DROP_EVENTS);
        String bytes = drop ? text.substring(0, text.length() - DROP_EVENTS.length()) : text;
        server = server.withOutputLimit(new OutputLimit(
                Numbers.positive(bytes, Long.MAX_VALUE / 2), drop ? Overflow.DROP_EVENTS : Overflow.DISCONNECT));
    }

    /** {@return the devices with their monitors, the default monitor if none is given} Called once. */
    public List<MonitorSpec> monitors() {
        if (!monitors.hasMonitors()) {
            monitors.qmp(DEFAULT_MONITOR, false);
        }
        return monitors.toList();
    }

    /** {@return where clients of the guest agent come from} */
    public List<MonitorSpec> agents() {
        return agents.toList();
    }

    public List<Path> pluginDirectories() {
        return List.copyOf(pluginDirectories);
    }

    public List<String> withoutPlugins() {
        return List.copyOf(withoutPlugins);
    }

    /** {@return where programs that act as the guest come in} */
    public Optional<QtestOption> qtest() {
        if (qtest.isEmpty()) {
            return Optional.empty();
        }
        List<QtestOption> parsed = new ArrayList<>();
        qtest.get().giveTo(option -> parsed.add(QtestOption.of(option, monitors::hasChardev)));
        return parsed.stream().findFirst();
    }

    /** {@return the descriptors for sets of the server's} */
    List<InheritedDescriptor> descriptors() {
        return List.copyOf(descriptors);
    }

    /** {@return the file that gets the number of the process} */
    Optional<PidFile> pidFile() {
        return pidFile;
    }

    /** {@return whether the process serves in the background, so that it gives up its standard streams} */
    boolean daemon() {
        return daemon;
    }

    public ServerOptions server() {
        return server;
    }

    /** {@return whether commands of QEMU that are not carried out are known, too} */
    public boolean knowsAllCommands() {
        return knowsAllCommands;
    }

    /** {@return the words that are left over, for the machine} */
    public List<String> machine() {
        return List.copyOf(machine);
    }

    public boolean verbose() {
        return verbose;
    }

    public boolean help() {
        return help;
    }
}

package io.qmp.app.tool;

import io.qmp.app.process.ProcessEnvironment;
import io.qmp.program.spi.Subcommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The subcommands of the program. A new one is a line here or, if it is used rarely or needs much, one in the service
 * file of {@link Subcommand}; and a line in {@code docs/program.md}. Help, the tests of help and the test of the
 * documents read what is here.
 */
public final class Subcommands {
    /** {@code serve}, whose command line is QEMU's and not read here. */
    public static final String SERVE = "serve";

    /** The ones known without a look-up, in the order in which help shows them. */
    private static final List<String> KNOWN = List.of(
            "exec",
            "shell",
            "events",
            "schema",
            "explain",
            "ping",
            "wait",
            "job",
            "top",
            "doctor",
            "completion",
            "help");

    /** Names directories of plugins, separated as a class path is. */
    private static final String DIRECTORIES = "QMP_PLUGINS";

    private Subcommands() {}

    /** {@return a subcommand that is known without a look-up, which loads its class only} */
    static Optional<Tool> known(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "exec" -> new Exec();
                    case "shell" -> new Talking();
                    case "events" -> new Events();
                    case "schema" -> new Introspect();
                    case "explain" -> new Explaining();
                    case "ping" -> new PingTool();
                    case "wait" -> new WaitTool();
                    case "job" -> new JobTool();
                    case "top" -> new TopTool();
                    case "doctor" -> new DoctorTool();
                    case "completion" -> new Completion();
                    case "help" -> new Help();
                    default -> null;
                });
    }

    /** {@return all but {@link #SERVE}} */
    static List<NamedSubcommand> all(ProcessEnvironment environment) {
        ProvidedSubcommands provided = installed(message -> environment.err().println("qmp: " + message));
        directories(environment).forEach(provided::in);
        return withKnown(provided);
    }

    /** {@return all but {@link #SERVE} that come with the program} */
    static List<NamedSubcommand> own() {
        return withKnown(installed(message -> {}));
    }

    private static List<NamedSubcommand> withKnown(ProvidedSubcommands provided) {
        List<NamedSubcommand> all = new ArrayList<>();
        KNOWN.forEach(name -> known(name).map(NamedSubcommand::own).ifPresent(all::add));
        all.addAll(provided.found());
        return all;
    }

    private static ProvidedSubcommands installed(Consumer<String> warnings) {
        List<String> taken = Stream.concat(Stream.of(SERVE), KNOWN.stream()).toList();
        return new ProvidedSubcommands(taken, warnings).installed();
    }

    /** {@return where plugins are: the directories of {@code QMP_PLUGINS}, else that of the user} */
    private static List<Path> directories(ProcessEnvironment environment) {
        String given = environment.variable(DIRECTORIES);
        if (!given.isEmpty()) {
            return Stream.of(given.split(java.io.File.pathSeparator))
                    .filter(part -> !part.isEmpty())
                    .map(Path::of)
                    .toList();
        }
        String data = environment.variable("XDG_DATA_HOME");
        String home = environment.variable("HOME");
        if (data.isEmpty() && home.isEmpty()) {
            return List.of();
        }
        Path share = data.isEmpty() ? Path.of(home, ".local", "share") : Path.of(data);
        return List.of(share.resolve("qmp").resolve("plugins"));
    }

    /** {@return the names of all but {@link #SERVE} that come with the program} */
    public static List<String> tools() {
        return own().stream().map(NamedSubcommand::name).toList();
    }

    /** {@return the names of all that come with the program} */
    public static List<String> names() {
        return Stream.concat(Stream.of(SERVE), tools().stream()).toList();
    }
}

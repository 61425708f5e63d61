package io.qmp.app.tool;

import io.qmp.api.ClassLoaders;
import io.qmp.program.spi.Subcommand;
import java.io.IOException;
import java.lang.module.FindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Looks up subcommands: on the class path or module path, and in plugin directories, where each jar and each
 * sub-directory of jars has classes of its own. What cannot be used is named and left out. A name belongs to the first
 * that has it.
 */
final class ProvidedSubcommands {
    private static final String SERVICE_FILE = "META-INF/services/" + Subcommand.class.getName();

    /** A service file that cannot be read may fail again and again. */
    private static final int MOST_FAILURES = 100;

    private final Map<String, String> taken = new HashMap<>();
    private final List<NamedSubcommand> found = new ArrayList<>();
    private final Consumer<String> warnings;

    /**
     * Finds none yet.
     *
     * @param known names that are taken
     * @param warnings takes what is left out, and why
     */
    ProvidedSubcommands(List<String> known, Consumer<String> warnings) {
        known.forEach(name -> taken.put(name, "the program"));
        this.warnings = warnings;
    }

    /** {@return what was found} */
    List<NamedSubcommand> found() {
        return found;
    }

    /** Looks for subcommands of the program and of jars beside it. */
    ProvidedSubcommands installed() {
        ModuleLayer layer = ProvidedSubcommands.class.getModule().getLayer();
        ClassLoader program = ClassLoaders.of(ProvidedSubcommands.class);
        ServiceLoader<Subcommand> loader = layer != null
                ? ServiceLoader.load(layer, Subcommand.class)
                : ServiceLoader.load(Subcommand.class, program);
        find(loader, type -> true, "the program");
        return this;
    }

    /** Looks in a plugin directory; a directory that is not there holds none. */
    ProvidedSubcommands in(Path directory) {
        for (Path entry : entries(directory)) {
            try {
                List<Path> jars = Files.isDirectory(entry) ? jars(entry) : List.of(entry);
                for (Path jar : jars) {
                    new JarFile(jar.toFile()).close(); // class loaders ignore what they cannot open
                }
                PluginClasses classes = new PluginClasses(jars, ClassLoaders.of(ProvidedSubcommands.class));
                if (classes.findResource(SERVICE_FILE) != null) {
                    ServiceLoader<Subcommand> loader = ServiceLoader.load(Subcommand.class, classes);
                    find(loader, type -> ClassLoaders.of(type) == classes, entry.toString());
                } else {
                    ModuleProviders.names(jars).forEach(name -> find(name, classes, entry.toString()));
                }
            } catch (FindException e) {
                warnings.accept(entry + " cannot be read as a module and is left out: " + e.getMessage());
            } catch (IOException e) {
                warnings.accept(entry + " cannot be opened and is left out: " + e.getMessage());
            }
        }
        return this;
    }

    private List<Path> entries(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> isJar(file) || Files.isDirectory(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            warnings.accept("the plugin directory " + directory + " cannot be read: " + e);
            return List.of();
        }
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(ProvidedSubcommands::isJar).sorted().toList();
        }
    }

    private static boolean isJar(Path file) {
        return file.toString().endsWith(".jar");
    }

    private void find(ServiceLoader<Subcommand> loader, Predicate<Class<?>> wanted, String place) {
        var providers = loader.stream().iterator();
        int failures = 0;
        boolean more = true;
        while (more && failures < MOST_FAILURES) {
            String type = "";
            try {
                more = providers.hasNext();
                if (more) {
                    ServiceLoader.Provider<Subcommand> provider = providers.next();
                    type = provider.type().getName();
                    if (wanted.test(provider.type())) {
                        add(NamedSubcommand.of(provider.get(), place), type);
                    }
                }
            } catch (Throwable e) { // foreign code, and classes that may be missing
                failures++;
                warnings.accept((type.isEmpty() ? "a subcommand" : type) + " of " + place
                        + " cannot be used and is left out: " + reason(e));
            }
        }
    }

    /** Takes a subcommand that the descriptor of a module names, with classes that are in no module here. */
    private void find(String type, PluginClasses classes, String place) {
        try {
            add(NamedSubcommand.of(ModuleProviders.create(type, classes), place), type);
        } catch (Throwable e) { // foreign code, and classes that may be missing
            warnings.accept(type + " of " + place + " cannot be used and is left out: " + reason(e));
        }
    }

    private void add(NamedSubcommand command, String type) {
        String owner = taken.putIfAbsent(command.name(), command.place());
        if (owner == null) {
            found.add(command);
        } else {
            warnings.accept("'" + command.name() + "' of " + type + " of " + command.place()
                    + " is left out: the name belongs to " + owner);
        }
    }

    /** {@return a failure and its cause in one line, also if its text fails} */
    private static String reason(Throwable failure) {
        try {
            Throwable cause = failure.getCause();
            return failure + (cause == null ? "" : ": " + cause);
        } catch (Throwable e) {
            return failure.getClass().getName();
        }
    }
}

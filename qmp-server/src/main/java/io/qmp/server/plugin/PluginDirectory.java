package io.qmp.server.plugin;

import io.qmp.api.spi.QmpPlugin;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds plugins in a directory: each jar, and each sub-directory of jars, in a {@link ModuleLayer} of its own, so that
 * two plugins may bring different versions of one library. What cannot be loaded is named in the log and left out.
 */
final class PluginDirectory {
    private static final System.Logger LOG = System.getLogger("io.qmp.server.plugin");

    private static final Pattern MISSING = Pattern.compile("^Module ([\\w.]+) not found");

    private PluginDirectory() {}

    /**
     * {@return the plugins in a directory}
     *
     * @param directory where to look
     * @throws IllegalArgumentException if it cannot be read
     */
    static Discovery find(Path directory) {
        return entries(directory).stream().map(PluginDirectory::load).reduce(Discovery.NOTHING, Discovery::and);
    }

    private static List<Path> entries(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar") || Files.isDirectory(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("the plugin directory " + directory + " cannot be read: " + e, e);
        }
    }

    private static Discovery load(Path entry) {
        try {
            ModuleLayer layer = layer(entry);
            if (layer.modules().stream().noneMatch(PluginDirectory::providesPlugins)) {
                LOG.log(
                        Level.WARNING,
                        entry + " holds no plugin: no module in it provides " + QmpPlugin.class.getName());
            }
            return InstalledPlugins.find(layer, entry.toString());
        } catch (RuntimeException | LinkageError e) {
            String why = Causes.text(e) + missingOfTheJdk(e);
            LOG.log(Level.ERROR, entry + " cannot be loaded and is left out: " + why, e);
            return Discovery.NOTHING;
        }
    }

    /** Advice for a module of the JDK that is not resolved: no layer can add it, only an option of the JVM. */
    private static String missingOfTheJdk(Throwable failure) {
        Matcher module = MISSING.matcher(String.valueOf(failure.getMessage()));
        return module.find() && ModuleFinder.ofSystem().find(module.group(1)).isPresent()
                ? "; start the JVM with --add-modules " + module.group(1)
                : "";
    }

    private static boolean providesPlugins(Module module) {
        return module.getDescriptor().provides().stream()
                .anyMatch(provides -> provides.service().equals(QmpPlugin.class.getName()));
    }

    private static ModuleLayer layer(Path entry) {
        ModuleLayer own = PluginDirectory.class.getModule().getLayer();
        ModuleLayer parent = own != null ? own : ModuleLayer.boot();
        ModuleFinder found = ModuleFinder.of(entry);
        ModuleFinder finder = own != null ? found : new AutomaticModules(found);
        Set<String> roots = finder.findAll().stream()
                .map(module -> module.descriptor().name())
                .collect(Collectors.toSet());
        Configuration configuration = parent.configuration().resolve(finder, ModuleFinder.of(), roots);
        return parent.defineModulesWithOneLoader(configuration, PluginDirectory.class.getClassLoader());
    }
}

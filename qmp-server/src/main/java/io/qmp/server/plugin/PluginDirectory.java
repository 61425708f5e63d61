package io.qmp.server.plugin;

import io.qmp.api.ClassLoaders;
import io.qmp.api.Loggers;
import io.qmp.api.spi.QmpPlugin;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds plugins in a directory: each jar, and each sub-directory of jars, in a {@link ModuleLayer} of its own, so
 * that two plugins may bring different versions of one library. A plugin uses the classes of its entry first, then
 * those of the program. Where that cannot be with modules, the entry is loaded by a class loader without. What
 * cannot be loaded is named in the log and left out.
 */
final class PluginDirectory {
    private static final System.Logger LOG = Loggers.named("io.qmp.server.plugin");

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
            OwnModules modules = new OwnModules(ModuleFinder.of(entry));
            modules.checkApi();
            return load(entry, modules);
        } catch (RuntimeException | LinkageError e) {
            String why = Causes.text(e) + missingOfTheJdk(e);
            LOG.log(Level.ERROR, entry + " cannot be loaded and is left out: " + why, e);
            return Discovery.NOTHING;
        }
    }

    private static Discovery load(Path entry, OwnModules modules) {
        try {
            ModuleLayer layer = layer(modules);
            warnUnless(layer.modules().stream().anyMatch(PluginDirectory::providesPlugins), entry, "no module in it");
            return InstalledPlugins.find(layer, entry.toString());
        } catch (ResolutionException | FindException e) {
            if (!modules.anyAutomatic() || !missingOfTheJdk(e).isEmpty()) {
                throw e;
            }
            // An automatic module reads the program's modules, too, and must not have a package of theirs.
            LOG.log(Level.DEBUG, () -> entry + " is loaded without modules: " + e.getMessage());
            OwnClasses classes = new OwnClasses(modules.jars(), ClassLoaders.of(PluginDirectory.class));
            warnUnless(classes.findResource(Declarations.SERVICE_FILE) != null, entry, "no file in META-INF/services");
            return InstalledPlugins.find(classes, entry.toString());
        }
    }

    private static void warnUnless(boolean plugins, Path entry, String none) {
        if (!plugins) {
            LOG.log(Level.WARNING, entry + " holds no plugin: " + none + " provides " + QmpPlugin.class.getName());
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

    private static ModuleLayer layer(OwnModules modules) {
        ModuleLayer own = PluginDirectory.class.getModule().getLayer();
        ModuleLayer parent = own != null ? own : ModuleLayer.boot();
        ModuleFinder finder = own != null ? modules : new AutomaticModules(modules);
        Configuration configuration = parent.configuration().resolve(finder, ModuleFinder.of(), modules.names());
        return parent.defineModulesWithOneLoader(configuration, ClassLoaders.of(PluginDirectory.class));
    }
}

package io.qmp.server.plugin;

import io.qmp.api.Loggers;
import io.qmp.api.spi.QmpPlugin;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugins of a server: found and added ones, without the excluded ones.
 *
 * <p>An added plugin replaces found plugins of the same class.
 */
public final class PluginSelection {
    private static final System.Logger LOG = Loggers.named("io.qmp.server.plugin");

    /** Added plugins only. */
    public static final PluginSelection EMPTY = new PluginSelection(Discovery.NOTHING, Set.of(), false);

    private final Discovery discovery;
    private final Set<String> leftOut;
    private final boolean installed;

    private PluginSelection(Discovery discovery, Set<String> leftOut, boolean installed) {
        this.discovery = discovery;
        this.leftOut = leftOut;
        this.installed = installed;
    }

    /** {@return this selection with the plugins on the module path, or on the class path} */
    public PluginSelection withInstalled() {
        return withInstalled(InstalledPlugins.find());
    }

    /** {@return this selection with plugins that somebody else has found} */
    public PluginSelection withInstalled(Collection<? extends QmpPlugin> found) {
        return withInstalled(new Discovery(found.stream().map(NamedPlugin::of).toList(), List.of(), List.of()));
    }

    private PluginSelection withInstalled(Discovery found) {
        return new PluginSelection(discovery.and(found), leftOut, true);
    }

    /** {@return whether installed plugins belong to the selection, even if there are none} */
    public boolean looksForInstalled() {
        return installed;
    }

    /**
     * {@return this selection with the plugins in a directory}
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public PluginSelection withDirectory(Path directory) {
        return new PluginSelection(discovery.and(PluginDirectory.find(directory)), leftOut, installed);
    }

    /** {@return this selection without the plugins of a name, found or added} */
    public PluginSelection without(String name) {
        return new PluginSelection(
                discovery,
                Stream.concat(leftOut.stream(), Stream.of(name)).collect(Collectors.toCollection(LinkedHashSet::new)),
                installed);
    }

    /** {@return the found plugins that are not excluded} */
    public List<QmpPlugin> found() {
        return discovery.plugins().stream()
                .filter(plugin -> !leftOut.contains(plugin.name()))
                .map(NamedPlugin::plugin)
                .toList();
    }

    /**
     * {@return the plugins of the server, added ones first}
     *
     * @param handedOver the added plugins
     * @throws IllegalArgumentException if an excluded plugin is neither found nor added
     * @throws IllegalStateException if the name of an added plugin cannot be read
     */
    public List<NamedPlugin> choose(Collection<? extends QmpPlugin> handedOver) {
        List<NamedPlugin> all = new ArrayList<>();
        Set<Class<?>> replaced = new HashSet<>();
        for (QmpPlugin plugin : handedOver) {
            all.add(NamedPlugin.of(plugin));
            replaced.add(plugin.getClass());
        }
        checkNames(all);
        for (NamedPlugin plugin : discovery.plugins()) {
            if (!replaced.contains(plugin.plugin().getClass())) {
                all.add(plugin);
            }
        }
        warnOfUnlisted(all);
        all.removeIf(plugin -> leftOut.contains(plugin.name()));
        return List.copyOf(all);
    }

    private void warnOfUnlisted(List<NamedPlugin> all) {
        if (discovery.unlisted().isEmpty()) {
            return;
        }
        List<String> known = all.stream().map(NamedPlugin::className).toList();
        discovery.unlisted().stream()
                .filter(type -> !known.contains(type))
                .forEach(type -> LOG.log(Level.WARNING, MergedJar.warning(type)));
    }

    private void checkNames(List<NamedPlugin> handedOver) {
        if (leftOut.isEmpty()) {
            return;
        }
        Set<String> names = Stream.concat(handedOver.stream(), discovery.plugins().stream())
                .map(NamedPlugin::name)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : leftOut) {
            if (!names.contains(name) && !discovery.failed().contains(name)) {
                throw new IllegalArgumentException("there is no plugin " + name
                        + (names.isEmpty() ? ", nor any other" : ", but " + String.join(", ", names)));
            }
        }
    }
}

package io.qmp.server.plugin;

import io.qmp.api.spi.QmpPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which plugins a server gets: those that are found and those that are handed over, without those that are left out.
 *
 * <p>A plugin that is handed over takes the place of those of its class that were found.
 */
public final class PluginSelection {
    /** Nothing but what is handed over. */
    public static final PluginSelection EMPTY = new PluginSelection(Discovery.NOTHING, Set.of());

    private final Discovery discovery;
    private final Set<String> leftOut;

    private PluginSelection(Discovery discovery, Set<String> leftOut) {
        this.discovery = discovery;
        this.leftOut = leftOut;
    }

    /** {@return this selection with the plugins on the module path, or on the class path} */
    public PluginSelection withInstalled() {
        return new PluginSelection(discovery.and(InstalledPlugins.find()), leftOut);
    }

    /**
     * {@return this selection with the plugins in a directory}
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public PluginSelection withDirectory(Path directory) {
        return new PluginSelection(discovery.and(PluginDirectory.find(directory)), leftOut);
    }

    /** {@return this selection without the plugins of a name, found or handed over} */
    public PluginSelection without(String name) {
        return new PluginSelection(
                discovery,
                Stream.concat(leftOut.stream(), Stream.of(name)).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** {@return those that were found and are not left out} */
    public List<QmpPlugin> found() {
        return discovery.plugins().stream()
                .filter(plugin -> !leftOut.contains(plugin.name()))
                .map(NamedPlugin::plugin)
                .toList();
    }

    /**
     * {@return the plugins of the server, those that are handed over first}
     *
     * @param handedOver plugins that the program has made
     * @throws IllegalArgumentException if a plugin is to be left out that is neither found nor handed over
     * @throws IllegalStateException if one that is handed over does not tell its name
     */
    public List<NamedPlugin> choose(Collection<? extends QmpPlugin> handedOver) {
        List<NamedPlugin> all =
                new ArrayList<>(handedOver.stream().map(NamedPlugin::of).toList());
        Set<Class<?>> replaced =
                handedOver.stream().<Class<?>>map(Object::getClass).collect(Collectors.toSet());
        checkNames(all);
        discovery.plugins().stream()
                .filter(plugin -> !replaced.contains(plugin.plugin().getClass()))
                .forEach(all::add);
        all.removeIf(plugin -> leftOut.contains(plugin.name()));
        return List.copyOf(all);
    }

    private void checkNames(List<NamedPlugin> handedOver) {
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

package io.qmp.server.plugin;

import io.qmp.api.spi.QmpPlugin;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** Finds plugins with {@link ServiceLoader}. One that cannot be loaded is named in the log and left out. */
public final class InstalledPlugins {
    private static final System.Logger LOG = System.getLogger("io.qmp.server.plugin");

    private InstalledPlugins() {}

    /** {@return the plugins on the module path, or on the class path} */
    public static List<QmpPlugin> find() {
        ModuleLayer layer = InstalledPlugins.class.getModule().getLayer();
        ServiceLoader<QmpPlugin> loader = layer != null
                ? ServiceLoader.load(layer, QmpPlugin.class)
                : ServiceLoader.load(QmpPlugin.class, InstalledPlugins.class.getClassLoader());
        return load(loader, provider -> true, "an installed plugin");
    }

    /** {@return the plugins of a layer itself, without those of its parents} */
    static List<QmpPlugin> find(ModuleLayer layer, String where) {
        return load(
                ServiceLoader.load(layer, QmpPlugin.class),
                provider -> provider.type().getModule().getLayer() == layer,
                where);
    }

    private static List<QmpPlugin> load(
            ServiceLoader<QmpPlugin> loader, Predicate<ServiceLoader.Provider<QmpPlugin>> wanted, String where) {
        List<QmpPlugin> plugins = new ArrayList<>();
        Iterator<ServiceLoader.Provider<QmpPlugin>> providers = loader.stream().iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    ServiceLoader.Provider<QmpPlugin> provider = providers.next();
                    if (wanted.test(provider)) {
                        plugins.add(provider.get());
                    }
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.log(Level.ERROR, where + " cannot be loaded and is left out: " + e.getMessage(), e);
            }
        }
        return plugins;
    }
}

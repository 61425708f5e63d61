package io.qmp.server.plugin;

import io.qmp.api.ClassLoaders;
import io.qmp.api.Loggers;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.spi.QmpPlugin;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds plugins with {@link ServiceLoader}. One that cannot be loaded is named in the log and left out. */
final class InstalledPlugins {
    /** Also takes failures that cannot be printed; each plugin fails once, so the rate is not limited. */
    private static final RateLimitedLog LOG = new RateLimitedLog(
            Loggers.named("io.qmp.server.plugin"), System::nanoTime, Integer.MAX_VALUE, RateLimitedLog.PERIOD);

    private InstalledPlugins() {}

    /** {@return the plugins on the module path, or on the class path} */
    static Discovery find() {
        ModuleLayer layer = InstalledPlugins.class.getModule().getLayer();
        ServiceLoader<QmpPlugin> loader = layer != null
                ? ServiceLoader.load(layer, QmpPlugin.class)
                : ServiceLoader.load(QmpPlugin.class, ClassLoaders.of(InstalledPlugins.class));
        Discovery found = load(loader, provider -> true, failure -> Declarations.placeOf(layer, failure));
        return layer != null ? found : found.withUnlisted(MergedJar.unlisted(found.classes()));
    }

    /** {@return the plugins of a layer itself, without those of its parents} */
    static Discovery find(ModuleLayer layer, String place) {
        return load(
                ServiceLoader.load(layer, QmpPlugin.class),
                provider -> provider.type().getModule().getLayer() == layer,
                failure -> place);
    }

    /** {@return the plugins of a class loader itself, without those of its parents} */
    static Discovery find(ClassLoader classes, String place) {
        return load(
                ServiceLoader.load(QmpPlugin.class, classes),
                provider -> ClassLoaders.of(provider.type()) == classes,
                failure -> place);
    }

    private static Discovery load(
            ServiceLoader<QmpPlugin> loader,
            Predicate<ServiceLoader.Provider<QmpPlugin>> wanted,
            Function<String, String> placeOf) {
        List<NamedPlugin> plugins = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        Iterator<ServiceLoader.Provider<QmpPlugin>> providers = loader.stream().iterator();
        boolean more = true;
        while (more) {
            String type = "";
            try {
                more = providers.hasNext();
                if (more) {
                    ServiceLoader.Provider<QmpPlugin> provider = providers.next();
                    type = provider.type().getName();
                    if (wanted.test(provider)) {
                        plugins.add(NamedPlugin.of(provider.get()));
                    }
                }
            } catch (Throwable e) {
                if (!type.isEmpty()) {
                    failed.add(type);
                }
                String why = Causes.text(e);
                LOG.log(
                        "left out",
                        Level.ERROR,
                        () -> placeOf.apply(why) + " cannot be loaded and is left out: " + why,
                        e);
            }
        }
        return new Discovery(plugins, failed, List.of());
    }
}

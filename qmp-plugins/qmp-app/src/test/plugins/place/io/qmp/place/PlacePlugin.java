package io.qmp.place;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import java.sql.Driver;
import java.util.concurrent.CompletableFuture;

/** Brings {@link QueryPlace}. */
public final class PlacePlugin implements QmpPlugin {
    /** For {@code ServiceLoader}. */
    public PlacePlugin() {}

    @Override
    public void register(PluginRegistry registry) {
        registry.command(QueryPlace.class, (query, context) -> {
            boolean boot = QmpPlugin.class.getClassLoader() == null;
            boolean own = Thread.currentThread().getContextClassLoader() == PlacePlugin.class.getClassLoader();
            return CompletableFuture.completedFuture(
                    new Place(boot, Driver.class.getModule().getName(), own));
        });
    }
}

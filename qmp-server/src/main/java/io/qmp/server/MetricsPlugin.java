package io.qmp.server;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerMetrics;

/** Registers the metrics that a builder was given. */
record MetricsPlugin(ServerMetrics metrics) implements QmpPlugin {
    @Override
    public String name() {
        return metrics.getClass().getName();
    }

    @Override
    public void register(PluginRegistry registry) {
        registry.metrics(metrics);
    }
}

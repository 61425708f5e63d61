package io.qmp.testkit;

import io.qmp.api.Experimental;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.contracts.TestServer;
import io.qmp.contracts.TestServerProvider;

/**
 * Starts a {@link LocalServer} for each test of {@link io.qmp.contracts.PluginContract}. Made by
 * {@code ServiceLoader}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class LocalServerProvider implements TestServerProvider {
    /** For {@code ServiceLoader}. */
    public LocalServerProvider() {}

    @Override
    public TestServer start(QmpPlugin plugin) {
        return LocalServer.with(plugin);
    }
}

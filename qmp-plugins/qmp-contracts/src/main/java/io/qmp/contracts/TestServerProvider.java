package io.qmp.contracts;

import io.qmp.api.Experimental;
import io.qmp.api.spi.QmpPlugin;

/**
 * Starts servers for {@link PluginContract}. Found by {@link java.util.ServiceLoader}, so that the contracts depend
 * on no server; if several are installed, the first one is used.
 *
 * @since 0.1
 */
@FunctionalInterface
@Experimental(since = "0.1")
public interface TestServerProvider {
    /** {@return a new server with this plugin and no others} The caller closes it. */
    TestServer start(QmpPlugin plugin);
}

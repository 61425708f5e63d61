package io.qmp.contracts;

import io.qmp.api.ClassLoaders;
import io.qmp.api.Experimental;
import io.qmp.api.error.QmpException;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A server in the process of a test, with one client that has finished negotiation. Implemented by a
 * {@link TestServerProvider}, used by {@link PluginContract}. Used by one thread.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface TestServer extends AutoCloseable {
    /** {@return the server, as its plugins see it} */
    ServerContext context();

    /**
     * Executes a command and returns its result.
     *
     * @throws QmpException the failure that the client reports, {@code CommandFailedException} for an error reply
     */
    QmpValue execute(String command, QmpObject arguments);

    /** {@return the names of the events since the last call, in the order in which they were sent} */
    List<String> eventNames();

    /**
     * Ends client and server.
     *
     * @throws IllegalStateException if a session or a timer of a plugin is left
     */
    @Override
    void close();

    /**
     * {@return a server of the installed provider, with this plugin and no others}
     *
     * @throws IllegalStateException if no provider is installed
     */
    static TestServer with(QmpPlugin plugin) {
        return ServiceLoader.load(TestServerProvider.class, ClassLoaders.of(TestServer.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "a TestServerProvider is needed, and none is installed: add io.qmp:qmp-testkit"))
                .start(plugin);
    }
}

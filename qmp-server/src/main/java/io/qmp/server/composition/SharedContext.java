package io.qmp.server.composition;

import io.qmp.api.message.VersionInfo;
import io.qmp.server.descriptor.HeldDescriptors;
import io.qmp.server.transport.LentTransport;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The part that all contexts of a server share.
 *
 * @param version the version of QEMU that it imitates
 * @param environment loop and clock
 * @param transport connects and listens for plugins
 * @param descriptors what clients have left
 * @param registered completes with the server when all plugins have registered
 */
record SharedContext(
        VersionInfo version,
        ServerEnvironment environment,
        LentTransport transport,
        HeldDescriptors descriptors,
        CompletableFuture<RunningServer> registered) {
    RunningServer server() {
        return Objects.requireNonNull(registered.getNow(null), "not before all plugins have registered");
    }

    /** Closes what plugins have left open. On the loop. */
    void close() {
        transport.close();
        descriptors.close();
    }
}

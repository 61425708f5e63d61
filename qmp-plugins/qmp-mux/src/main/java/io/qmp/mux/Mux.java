package io.qmp.mux;

import io.qmp.api.Experimental;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.QmpAddress;
import io.qmp.server.QmpServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Many clients on one monitor of QEMU. To QEMU it is one client; to its clients it is QEMU, as far as their roles let
 * them.
 *
 * <pre>{@code
 * Mux.builder(QmpAddress.parse("unix:/run/vm.qmp"))
 *         .listen("ro", QmpAddress.parse("unix:/run/vm.ro"), RoleSource.always(Role.OBSERVER))
 *         .listen("rw", QmpAddress.parse("unix:/run/vm.rw"), RoleSource.byUid(Map.of(0L, Role.OWNER)))
 *         .start();
 * }</pre>
 *
 * <p>QEMU need not be there yet: clients that connect before it wait for the greeting. Replies and events pass as they
 * are; ids are the client's own. Methods may be called on any thread.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Mux implements Multiplexer {
    private final QmpServer server;
    private final List<QmpAddress> addresses;
    private final CompletableFuture<Void> closed;

    Mux(QmpServer server, List<QmpAddress> addresses, CompletableFuture<Void> closed) {
        this.server = server;
        this.addresses = List.copyOf(addresses);
        this.closed = closed;
    }

    /**
     * {@return a builder of a multiplexer}
     *
     * @param upstream where QEMU listens, or will listen
     */
    public static MuxBuilder builder(QmpAddress upstream) {
        return new MuxBuilder(upstream);
    }

    @Override
    public List<QmpAddress> addresses() {
        return addresses;
    }

    /** {@return the number of clients} */
    public int clients() {
        return server.sessions();
    }

    /** {@return the server that serves the clients, as plugins see it} */
    public ServerContext context() {
        return server.context();
    }

    /**
     * Ends in order: takes no further client and no further command, lets the running commands be answered within the
     * grace, closes the sessions, and last the connection to QEMU, which goes on.
     *
     * @return completes when everything is closed; never fails
     */
    @Override
    public CompletableFuture<Void> close() {
        server.close();
        return closed.handle((nothing, failure) -> null);
    }

    /**
     * {@return completes when this has ended: by {@link #close}, or with QEMU if the clients do not outlive it} Fails
     * with the cause if there cannot be a connection to QEMU, or another QEMU has come. A QEMU that is not there, or
     * serves another client, is waited for.
     */
    @Override
    public CompletableFuture<Void> closed() {
        return closed.copy();
    }
}

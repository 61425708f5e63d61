package io.qmp.transport.vertx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;

/** Transports on one of the two ways in which Vert.x talks to the operating system, each on a Vert.x of its own. */
final class VertxOnSystem {
    private final boolean onNative;
    private final List<Vertx> opened = new ArrayList<>();

    VertxOnSystem(boolean onNative) {
        this.onNative = onNative;
    }

    VertxTransport open() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(onNative));
        opened.add(vertx);
        assumeTrue(!onNative || vertx.isNativeTransportEnabled(), "no native transport for this system");
        return VertxTransport.on(vertx);
    }

    /** Closes each Vert.x and waits for it. */
    void close() {
        opened.forEach(
                vertx -> vertx.close().toCompletionStage().toCompletableFuture().join());
    }
}

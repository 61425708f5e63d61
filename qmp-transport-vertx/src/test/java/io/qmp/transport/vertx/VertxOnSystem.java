package io.qmp.transport.vertx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** A transport on one of the two ways in which Vert.x talks to the operating system. */
final class VertxOnSystem {
    private final boolean onNative;
    private Vertx vertx;

    VertxOnSystem(boolean onNative) {
        this.onNative = onNative;
    }

    VertxTransport open() {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(onNative));
        assumeTrue(!onNative || vertx.isNativeTransportEnabled(), "no native transport for this system");
        return VertxTransport.on(vertx);
    }

    /** Closes the Vert.x and waits for it. */
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

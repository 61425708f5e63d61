package io.qmp.transport.vertx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.wire.Transport;
import io.qmp.contracts.TransportContract;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, for one way in which Vert.x talks to the operating system. */
@ExtendWith(LeakCheck.class)
abstract class VertxTransportContract extends TransportContract {
    private final boolean onNative;
    private Vertx vertx;

    VertxTransportContract(boolean onNative) {
        this.onNative = onNative;
    }

    @Override
    protected Transport newTransport() {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(onNative));
        assumeTrue(!onNative || vertx.isNativeTransportEnabled(), "no native transport for this system");
        return VertxTransport.on(vertx);
    }

    @Override
    @AfterEach
    protected void closeTransport() {
        super.closeTransport();
        await(vertx.close().toCompletionStage());
    }
}

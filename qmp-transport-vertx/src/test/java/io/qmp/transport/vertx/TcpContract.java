package io.qmp.transport.vertx;

import io.qmp.api.wire.Transport;
import io.qmp.contracts.TcpTransportContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of TCP, for one way in which Vert.x talks to the operating system. */
@ExtendWith(LeakCheck.class)
abstract class TcpContract extends TcpTransportContract {
    private final VertxOnSystem vertx;

    TcpContract(boolean onNative) {
        vertx = new VertxOnSystem(onNative);
    }

    @Override
    protected Transport newTransport() {
        return vertx.open();
    }

    @Override
    @AfterEach
    protected void closeTransport() {
        super.closeTransport();
        vertx.close();
    }
}

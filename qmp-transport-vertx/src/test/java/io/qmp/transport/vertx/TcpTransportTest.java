package io.qmp.transport.vertx;

import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;

class TcpTransportTest extends TransportContract {
    @Override
    Transport newTransport() {
        return VertxTransport.create();
    }

    @Override
    QmpAddress freeAddress() {
        return QmpAddress.tcp("127.0.0.1", 0);
    }
}

package io.qmp.transport.vertx;

class TcpOnNioTest extends TcpContract {
    TcpOnNioTest() {
        super(false);
    }
}

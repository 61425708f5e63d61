package io.qmp.transport.vertx;

class TcpOnNativeTest extends TcpContract {
    TcpOnNativeTest() {
        super(true);
    }
}

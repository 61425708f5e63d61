package io.qmp.transport.vertx;

class UnixOnNioTest extends UnixContract {
    UnixOnNioTest() {
        super(false);
    }
}

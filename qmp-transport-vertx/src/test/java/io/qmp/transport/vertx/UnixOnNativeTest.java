package io.qmp.transport.vertx;

class UnixOnNativeTest extends UnixContract {
    UnixOnNativeTest() {
        super(true);
    }
}

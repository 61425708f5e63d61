package io.qmp.transport.vertx;

import io.qmp.api.wire.ListenOptions;

/** Everything is as ever where descriptors are taken but none come. */
class UnixTakingDescriptorsTest extends UnixContract {
    UnixTakingDescriptorsTest() {
        super(true);
    }

    @Override
    protected ListenOptions listenOptions() {
        return ListenOptions.DEFAULT.withDescriptors();
    }
}

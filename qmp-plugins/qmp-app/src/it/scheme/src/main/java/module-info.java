module consumer {
    requires io.qmp.client;
    requires io.qmp.server;

    exports consumer;

    provides io.qmp.api.wire.TransportProvider with
            consumer.MemoryTransport;
}

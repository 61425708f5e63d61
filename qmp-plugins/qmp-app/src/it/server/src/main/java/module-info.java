module consumer {
    requires io.qmp.server;

    exports consumer;
}

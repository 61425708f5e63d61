module consumer {
    requires io.qmp.client;
    requires io.qmp.server;
}

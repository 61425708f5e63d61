module consumer {
    requires io.qmp.client;
}

/** Many clients on one monitor of QEMU. */
module io.qmp.mux {
    requires transitive io.qmp.api;
    requires transitive io.qmp.client;
    requires transitive io.qmp.server;

    exports io.qmp.mux;
    exports io.qmp.mux.audit;
    exports io.qmp.mux.options;
    exports io.qmp.mux.policy;
    exports io.qmp.mux.spi;
}

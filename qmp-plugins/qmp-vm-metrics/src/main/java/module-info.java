/** Metrics of virtual machines: samplers that ask QEMU on a schedule of their own. */
module io.qmp.vm.metrics {
    requires transitive io.qmp.api;
    requires transitive io.qmp.client;

    exports io.qmp.vm.metrics;
}

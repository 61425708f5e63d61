/** Meters of clients, servers and virtual machines for Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has automatic modules
module io.qmp.micrometer {
    requires transitive io.qmp.api;
    requires transitive io.qmp.client;
    requires transitive io.qmp.vm.metrics;
    requires transitive micrometer.core;

    exports io.qmp.micrometer;
}

/** Meters of clients, servers, multiplexers and virtual machines for Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has automatic modules
module io.qmp.micrometer {
    requires transitive io.qmp.api;
    requires transitive io.qmp.client;
    requires static transitive io.qmp.mux; // for MuxMeters only
    requires transitive io.qmp.vm.metrics;
    requires transitive micrometer.core;

    exports io.qmp.micrometer;
}

module io.qmp.faults {
    requires io.qmp.api;
    requires java.sql; // which nothing else requires

    exports io.qmp.faults;

    provides io.qmp.api.spi.QmpPlugin with
            io.qmp.faults.FaultsPlugin;
}

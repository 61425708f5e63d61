/** A command that takes its time. */
module io.qmp.sleep {
    requires transitive io.qmp.api;

    exports io.qmp.sleep;

    provides io.qmp.api.spi.QmpPlugin with
            io.qmp.sleep.SleepPlugin;
}

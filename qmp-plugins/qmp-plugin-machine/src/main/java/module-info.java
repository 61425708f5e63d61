/**
 * The reference machine with its commands and events.
 *
 * @provides io.qmp.api.spi.QmpPlugin a machine without options
 */
module io.qmp.plugin.machine {
    requires io.qmp.options;
    requires transitive io.qmp.api;
    requires transitive io.qmp.plugin.qemu;

    exports io.qmp.plugin.machine;
    exports io.qmp.plugin.machine.agent;
    exports io.qmp.plugin.machine.config;
    exports io.qmp.plugin.machine.guest;

    provides io.qmp.api.spi.QmpPlugin with
            io.qmp.plugin.machine.MachinePlugin;
}

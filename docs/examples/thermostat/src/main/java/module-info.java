/** A QMP server that is no virtual machine. */
module thermostat {
    requires io.qmp.server;

    exports thermostat;

    provides io.qmp.api.spi.QmpPlugin with
            thermostat.ThermostatPlugin;
}

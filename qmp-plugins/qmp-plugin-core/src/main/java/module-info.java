/**
 * The commands that every QMP server has.
 *
 * @provides io.qmp.api.spi.QmpPlugin the plugin with these commands
 */
module io.qmp.plugin.core {
    requires transitive io.qmp.api;

    exports io.qmp.plugin.core;

    provides io.qmp.api.spi.QmpPlugin with
            io.qmp.plugin.core.CorePlugin;
}

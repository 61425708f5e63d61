/**
 * The commands that every QMP server has, and the commands that every guest agent has.
 *
 * @provides io.qmp.api.spi.QmpPlugin the plugin with these commands
 */
module io.qmp.plugin.core {
    requires transitive io.qmp.api;

    exports io.qmp.plugin.core;
    exports io.qmp.plugin.core.agent;

    provides io.qmp.api.spi.QmpPlugin with
            io.qmp.plugin.core.CorePlugin;
}

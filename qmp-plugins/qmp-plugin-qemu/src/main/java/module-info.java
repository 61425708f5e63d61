/**
 * All commands and events of QEMU as Java types, generated from its introspection, and a plugin for servers that know
 * all of them.
 *
 * <p>The plugin is not found by {@code ServiceLoader}; it is added to a server explicitly.
 */
module io.qmp.plugin.qemu {
    requires transitive io.qmp.api;

    exports io.qmp.plugin.qemu;
    exports io.qmp.plugin.qemu.command;
    exports io.qmp.plugin.qemu.event;
    exports io.qmp.plugin.qemu.type;
}

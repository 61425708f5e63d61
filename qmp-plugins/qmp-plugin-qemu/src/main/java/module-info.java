/**
 * All commands and events of QEMU as Java types, generated from its introspection, and a plugin that makes a server know them all.
 *
 * <p>The plugin is not found by {@code ServiceLoader}: whoever wants it adds it.
 */
module io.qmp.plugin.qemu {
    requires transitive io.qmp.api;

    exports io.qmp.plugin.qemu;
    exports io.qmp.plugin.qemu.command;
    exports io.qmp.plugin.qemu.event;
    exports io.qmp.plugin.qemu.type;
}

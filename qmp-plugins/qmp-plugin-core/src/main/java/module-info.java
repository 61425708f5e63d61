/** The commands that every QMP server has. */
module io.qmp.plugin.core {
    requires io.qmp.api;
}

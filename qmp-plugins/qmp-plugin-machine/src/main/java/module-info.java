/** The reference machine with its commands and events. */
module io.qmp.plugin.machine {
    requires io.qmp.api;
}

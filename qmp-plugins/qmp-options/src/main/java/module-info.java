/** The syntax of QEMU's options, for the program and the reference machine. */
module io.qmp.options {
    requires transitive io.qmp.api;

    exports io.qmp.options;
}

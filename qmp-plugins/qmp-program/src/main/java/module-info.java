/** Subcommands of the program {@code qmp}: their command line, and what the program lends to them. */
module io.qmp.program {
    requires transitive io.qmp.api;
    requires transitive io.qmp.client;
    requires io.qmp.shell;

    exports io.qmp.program;
    exports io.qmp.program.probe;
    exports io.qmp.program.spi;
    exports io.qmp.program.text;
    exports io.qmp.program.uses;
    exports io.qmp.program.watch;
}

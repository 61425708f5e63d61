/** The {@code qmp} program, which puts client, server, codec, transport and plugins together. */
@SuppressWarnings("requires-automatic") // Guice 7 is an automatic module
module io.qmp.app {
    requires com.google.common; // for Guice, which as an automatic module requires nothing by itself
    requires jakarta.inject;
    requires com.google.guice;
    requires info.picocli;
    requires io.qmp.api;
    requires io.qmp.client;
    requires io.qmp.codec;
    requires io.qmp.mux;
    requires io.qmp.options;
    requires io.qmp.plugin.core;
    requires io.qmp.plugin.machine;
    requires io.qmp.plugin.qemu;
    requires io.qmp.program;
    requires io.qmp.server;
    requires io.qmp.shell;
    requires io.qmp.transcript;
    requires io.qmp.transport.nio;
    requires io.qmp.transport.vertx;
    requires io.qmp.vm.metrics;
    requires java.logging;
    requires jdk.unsupported; // signals
    requires org.jline.reader;
    requires org.jline.terminal;

    exports io.qmp.app.process to
            java.logging; // makes LogSettings

    uses io.qmp.program.spi.Subcommand;

    provides io.qmp.program.spi.Subcommand with
            io.qmp.app.tool.Replaying,
            io.qmp.app.tool.Recording,
            io.qmp.app.tool.Multiplexing,
            io.qmp.app.tool.Measuring;
}

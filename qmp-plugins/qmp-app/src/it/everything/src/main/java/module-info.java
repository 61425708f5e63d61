module consumer {
    requires io.qmp.api;
    requires io.qmp.client;
    requires io.qmp.codec;
    requires io.qmp.contracts;
    requires io.qmp.micrometer;
    requires io.qmp.mux;
    requires io.qmp.opentelemetry;
    requires io.qmp.options;
    requires io.qmp.plugin.core;
    requires io.qmp.plugin.machine;
    requires io.qmp.plugin.qemu;
    requires io.qmp.program;
    requires io.qmp.schema.generator;
    requires io.qmp.server;
    requires io.qmp.shell;
    requires io.qmp.testkit;
    requires io.qmp.transcript;
    requires io.qmp.transport.nio;
    requires io.qmp.transport.vertx;
    requires io.qmp.vm.metrics;
}

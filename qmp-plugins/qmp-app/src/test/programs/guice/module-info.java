@SuppressWarnings("requires-automatic")
module consumer {
    requires com.google.common; // for Guice, which as an automatic module requires nothing by itself
    requires com.google.guice;
    requires io.qmp.client;
    requires io.qmp.codec;
    requires io.qmp.server;
    requires io.qmp.transport.vertx;
    requires jakarta.inject;

    opens consumer to
            com.google.guice,
            io.qmp.codec;
}

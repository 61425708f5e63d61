/** The QMP client: handshake, pending commands, deadlines and event subscriptions. */
@SuppressWarnings("requires-automatic") // Guice 7 is an automatic module
module io.qmp.client {
    requires transitive io.qmp.api;
    requires static com.google.guice;

    exports io.qmp.client;
    exports io.qmp.client.guice;
    exports io.qmp.client.operation;
    exports io.qmp.client.spi;

    opens io.qmp.client.guice to
            com.google.guice;
}

/**
 * The QMP server: sessions, negotiation, dispatch, events, and the loading of plugins.
 *
 * @uses io.qmp.api.spi.QmpPlugin the commands and events of the server
 */
@SuppressWarnings("requires-automatic") // Guice 7 is an automatic module
module io.qmp.server {
    requires transitive io.qmp.api;
    requires static com.google.guice;

    exports io.qmp.server;
    exports io.qmp.server.guice;

    opens io.qmp.server.guice to
            com.google.guice;

    uses io.qmp.api.spi.QmpPlugin;
}

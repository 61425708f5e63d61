/** The QMP server: sessions, negotiation, dispatch, events, and the loading of plugins. */
@SuppressWarnings("requires-automatic") // Guice 7 is an automatic module
module io.qmp.server {
    requires transitive io.qmp.api;
    requires static com.google.guice;
}

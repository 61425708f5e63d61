/**
 * The QMP transport on Vert.x: TCP, unix sockets and TLS.
 *
 * <p>Vert.x and Netty are seen in this module only.
 */
@SuppressWarnings("requires-automatic") // Guice 7 is an automatic module
module io.qmp.transport.vertx {
    requires transitive io.qmp.api;
    requires transitive io.vertx.core;
    requires static com.google.guice;
}

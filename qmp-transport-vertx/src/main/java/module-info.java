/**
 * The QMP transport on Vert.x: TCP, unix sockets and TLS.
 *
 * <p>Vert.x and Netty are seen in this module only.
 *
 * @provides io.qmp.api.wire.TransportProvider opens a transport with a Vert.x of its own
 */
@SuppressWarnings("requires-automatic") // Guice 7 is an automatic module
module io.qmp.transport.vertx {
    requires transitive io.qmp.api;
    requires transitive io.vertx.core;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires static com.google.guice;

    exports io.qmp.transport.vertx;
    exports io.qmp.transport.vertx.guice;

    opens io.qmp.transport.vertx.guice to
            com.google.guice;

    provides io.qmp.api.wire.TransportProvider with
            io.qmp.transport.vertx.VertxTransportProvider;
}

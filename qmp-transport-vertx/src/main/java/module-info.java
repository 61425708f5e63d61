/**
 * The QMP transport on Vert.x: TCP, unix sockets and TLS.
 *
 * <p>Vert.x and Netty are seen in this module only.
 *
 * <p>File descriptors pass through it if Netty's native transport and JNA ({@code com.sun.jna}) are there, too.
 *
 * @provides io.qmp.api.wire.TransportProvider opens a transport with a Vert.x of its own
 * @provides io.qmp.api.wire.DescriptorSource opens files on Linux
 */
@SuppressWarnings("requires-automatic") // Guice 7 is an automatic module
module io.qmp.transport.vertx {
    requires transitive io.qmp.api;
    requires transitive io.vertx.core;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires jdk.net;
    requires static com.google.guice;
    requires static com.sun.jna;
    requires static io.netty.transport.classes.epoll;
    requires static io.netty.transport.unix.common;

    exports io.qmp.transport.vertx;
    exports io.qmp.transport.vertx.guice;

    opens io.qmp.transport.vertx.guice to
            com.google.guice;

    provides io.qmp.api.wire.DescriptorSource with
            io.qmp.transport.vertx.LinuxDescriptorSource;
    provides io.qmp.api.wire.TransportProvider with
            io.qmp.transport.vertx.VertxTransportProvider;
}

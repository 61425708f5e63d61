/**
 * The QMP transport on Vert.x: TCP, unix sockets and TLS.
 *
 * <p>Vert.x and Netty are seen in this module only.
 *
 * <p>The modules of Netty's native transport for Linux hold a library each and no classes. They are required so that
 * they are there on the module path without an option; on other systems they are left unused. File descriptors pass if
 * JNA ({@code com.sun.jna}) is there, too.
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
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.epoll.linux.aarch_64;
    requires io.netty.transport.epoll.linux.x86_64;
    requires io.netty.transport.unix.common;
    requires io.vertx.core.logging;
    requires jdk.net;
    requires static com.google.guice;
    requires static com.sun.jna;

    exports io.qmp.transport.vertx;
    exports io.qmp.transport.vertx.guice;

    opens io.qmp.transport.vertx.guice to
            com.google.guice;

    provides io.qmp.api.wire.DescriptorSource with
            io.qmp.transport.vertx.LinuxDescriptorSource;
    provides io.qmp.api.wire.TransportProvider with
            io.qmp.transport.vertx.VertxTransportProvider;
}

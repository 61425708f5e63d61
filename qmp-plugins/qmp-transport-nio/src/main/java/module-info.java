/**
 * The QMP transport on the JDK alone: TCP and unix sockets on selectors.
 *
 * <p>For programs whose framework brings another version of Vert.x or Netty, and for tools that should start fast. It
 * has no TLS and passes no file descriptors; {@code io.qmp.transport.vertx} does. The names of the users at the other
 * end of unix sockets are known if {@code jdk.net} is there, too.
 *
 * @provides io.qmp.api.wire.TransportProvider opens a transport
 */
module io.qmp.transport.nio {
    requires transitive io.qmp.api;
    requires static jdk.net;

    exports io.qmp.transport.nio;

    provides io.qmp.api.wire.TransportProvider with
            io.qmp.transport.nio.NioTransportProvider;
}

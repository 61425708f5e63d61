/**
 * The transport on Vert.x: TCP, unix sockets and TLS.
 *
 * <p>Vert.x brings the event loops and the choice between NIO and a native transport. Sockets are opened on its loops
 * with Netty itself: a Vert.x server cannot stop listening and leave its connections, merges two servers that ask for
 * one port, and accepts on a thread of its own.
 *
 * <p>The walk of a byte: in package {@code channel}, {@code BindAttempt} and {@code ConnectAttempt} open channels,
 * {@code ConnectionInitializer} builds the pipeline, {@code ChannelEvents} passes what arrives to {@code
 * ChannelConnection}, and {@code Output} collects what leaves. Package {@code tls} has the handlers of TLS, {@code
 * address} turns addresses into sockets and failures into messages.
 *
 * <p>File descriptors pass through unix sockets on Linux, on 64-bit processors, if JNA is there ({@code
 * net.java.dev.jna:jna-jpms}; on the module path it has to be named by {@code --add-modules}; messages say what is
 * missing). In package {@code descriptor}, {@code DescriptorMessage} sends them and {@code DescriptorIntake}
 * receives them, if a listener {@linkplain io.qmp.api.wire.ListenOptions#descriptors was asked to}; both use
 * {@code SocketMessages}, the only class besides {@code Libc} that needs JNA. It is loaded on first use.
 *
 * <p>Start with {@link io.qmp.transport.vertx.VertxTransport}.
 */
@NullMarked
package io.qmp.transport.vertx;

import org.jspecify.annotations.NullMarked;

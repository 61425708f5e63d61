/**
 * The transport on Vert.x: TCP, unix sockets and TLS.
 *
 * <p>Vert.x brings the event loops and the choice between NIO and a native transport. Sockets are opened on its loops with Netty
 * itself: a Vert.x server cannot stop listening and leave its connections, merges two servers that ask for one port, and accepts on a
 * thread of its own.
 *
 * <p>The way of a byte: {@code ConnectionInitializer} builds a channel's pipeline, {@code ChannelEvents} hands what arrives there to
 * {@code ChannelConnection}, and {@code Output} collects what leaves.
 *
 * <p>File descriptors pass through unix sockets on Linux, on 64-bit processors, where Netty's native transport and JNA are on the path, too ({@code
 * io.netty:netty-transport-native-epoll}, {@code net.java.dev.jna:jna-jpms}; on the module path both have to be named by {@code --add-modules}). {@code DescriptorMessage}
 * sends them, {@code DescriptorIntake} takes those that come, if a listener {@linkplain io.qmp.api.wire.ListenOptions#descriptors was asked to}; both work on {@code
 * SocketMessages}, the only class besides {@code Libc} that needs JNA. Nothing of that is loaded before.
 */
@NullMarked
package io.qmp.transport.vertx;

import org.jspecify.annotations.NullMarked;

/**
 * The transport on Vert.x: TCP, unix sockets and TLS.
 *
 * <p>Vert.x brings the event loops and the choice between NIO and a native transport. Sockets are opened on its loops with Netty
 * itself: a Vert.x server cannot stop listening and leave its connections, merges two servers that ask for one port, and accepts on a
 * thread of its own.
 *
 * <p>The way of a byte: {@code ConnectionInitializer} builds a channel's pipeline, {@code ChannelEvents} hands what arrives there to
 * {@code ChannelConnection}, and {@code Output} collects what leaves.
 */
@NullMarked
package io.qmp.transport.vertx;

import org.jspecify.annotations.NullMarked;

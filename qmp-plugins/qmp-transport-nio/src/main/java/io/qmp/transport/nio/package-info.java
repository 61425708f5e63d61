/**
 * The transport on the JDK alone: TCP and unix sockets.
 *
 * <p>The walk of a byte: in package {@code loop}, {@code SelectorLoop} waits for sockets that are ready. In package
 * {@code socket}, {@code BindAttempt} and {@code ConnectAttempt} open them, {@code SelectorConnection} passes on
 * what arrives, and {@code Output} collects what leaves. Package {@code address} turns addresses into sockets and
 * failures into messages.
 *
 * <p>Start with {@link io.qmp.transport.nio.NioTransport}.
 */
@NullMarked
package io.qmp.transport.nio;

import org.jspecify.annotations.NullMarked;

/**
 * The shared part of transports on sockets: the life of a connection, the file of a listening unix socket, and the
 * messages of failures. For authors of transports.
 *
 * <p>Start with {@link io.qmp.api.socket.SocketConnection}.
 */
@NullMarked
package io.qmp.api.socket;

import org.jspecify.annotations.NullMarked;

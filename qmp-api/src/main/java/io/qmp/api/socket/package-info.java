/**
 * The shared part of transports on sockets: the life of a connection, the file of a listening unix socket, and the
 * messages of failures. For authors of transports.
 */
@NullMarked
package io.qmp.api.socket;

import org.jspecify.annotations.NullMarked;

/**
 * Connections of a client: making them, the handshake, messages in both directions, loss and reconnecting.
 *
 * <p>{@code ConnectionManager} makes one {@code ServerLink} for each connection; a link reads and writes through its
 * {@code MessageChannel}.
 */
@NullMarked
package io.qmp.client.connection;

import org.jspecify.annotations.NullMarked;

/**
 * A QMP server: {@link io.qmp.server.QmpServer}, its builder and its options.
 *
 * <p>A client is accepted by {@code monitor}. Its commands pass through {@code session} (reading, order, replies) and
 * {@code dispatch} (command table, handler, errors) to a plugin's handler and back. {@code event} sends events to all
 * sessions. {@code composition} puts these parts together.
 *
 * <p>Start with {@link io.qmp.server.QmpServer#builder QmpServer.builder}.
 */
@NullMarked
package io.qmp.server;

import org.jspecify.annotations.NullMarked;

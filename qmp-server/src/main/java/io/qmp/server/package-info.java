/**
 * A QMP server: {@link io.qmp.server.QmpServer} and how it is set up.
 *
 * <p>A command walks from {@code monitor} (who may talk) through {@code session} (what one client may say now) and
 * {@code dispatch} (which handler, and when) to a plugin's handler and back; {@code event} sends what happens to all sessions.
 */
@NullMarked
package io.qmp.server;

import org.jspecify.annotations.NullMarked;

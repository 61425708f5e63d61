/**
 * From an event that a plugin emits to all sessions.
 */
@NullMarked
package io.qmp.server.event;

import org.jspecify.annotations.NullMarked;

/**
 * From an event that a plugin emits to all sessions that may hear of it.
 */
@NullMarked
package io.qmp.server.event;

import org.jspecify.annotations.NullMarked;

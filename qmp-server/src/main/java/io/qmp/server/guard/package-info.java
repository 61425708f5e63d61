/**
 * The calls of foreign code: each plugin's code is called through here, with its class loader, watched and contained.
 */
@NullMarked
package io.qmp.server.guard;

import org.jspecify.annotations.NullMarked;

/**
 * All that the author of a plugin needs to add commands and events to a server.
 */
@NullMarked
package io.qmp.api.spi;

import org.jspecify.annotations.NullMarked;

/**
 * All that the author of a plugin needs to add commands and events to a server.
 *
 * <p>Start with {@link io.qmp.api.spi.QmpPlugin} and {@link io.qmp.api.spi.PluginRegistry}.
 */
@NullMarked
package io.qmp.api.spi;

import org.jspecify.annotations.NullMarked;

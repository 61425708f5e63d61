/**
 * The sources of plugins, and what plugins have registered.
 */
@NullMarked
package io.qmp.server.plugin;

import org.jspecify.annotations.NullMarked;

/**
 * Where plugins come from, and what they have registered.
 */
@NullMarked
package io.qmp.server.plugin;

import org.jspecify.annotations.NullMarked;

/**
 * Handlers that return at once.
 */
@NullMarked
package io.qmp.plugin.machine.handler;

import org.jspecify.annotations.NullMarked;

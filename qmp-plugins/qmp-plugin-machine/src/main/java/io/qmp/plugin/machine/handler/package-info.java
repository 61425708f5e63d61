/**
 * Handlers that end at once, in few words.
 */
@NullMarked
package io.qmp.plugin.machine.handler;

import org.jspecify.annotations.NullMarked;

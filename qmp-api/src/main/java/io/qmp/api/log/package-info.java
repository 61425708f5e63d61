/**
 * Logging of what a peer can provoke.
 */
@NullMarked
package io.qmp.api.log;

import org.jspecify.annotations.NullMarked;

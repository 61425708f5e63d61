/**
 * Logging of what a peer or foreign code can provoke, and the watch that notices code that blocks an event loop.
 *
 * <p>Start with {@link io.qmp.api.log.RateLimitedLog}.
 */
@NullMarked
package io.qmp.api.log;

import org.jspecify.annotations.NullMarked;

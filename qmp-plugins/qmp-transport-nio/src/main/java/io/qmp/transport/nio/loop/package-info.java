/** The event loop: a thread with a selector, its tasks, timers and buffers. */
@NullMarked
package io.qmp.transport.nio.loop;

import org.jspecify.annotations.NullMarked;

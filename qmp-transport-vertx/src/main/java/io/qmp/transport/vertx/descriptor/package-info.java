/** File descriptors that pass through unix sockets on Linux, and the native calls for them. */
@NullMarked
package io.qmp.transport.vertx.descriptor;

import org.jspecify.annotations.NullMarked;

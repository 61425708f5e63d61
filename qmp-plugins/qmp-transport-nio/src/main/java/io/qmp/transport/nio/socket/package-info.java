/** Connections and listeners over the sockets of the JDK. */
@NullMarked
package io.qmp.transport.nio.socket;

import org.jspecify.annotations.NullMarked;

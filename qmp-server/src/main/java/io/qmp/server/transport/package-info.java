/**
 * The server's transport, as plugins use it.
 */
@NullMarked
package io.qmp.server.transport;

import org.jspecify.annotations.NullMarked;

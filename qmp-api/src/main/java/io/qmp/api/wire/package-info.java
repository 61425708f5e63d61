/**
 * The seams between the runtimes and the outside: connections, transports, codecs, event loops.
 *
 * <p>Client and server see these interfaces only. An implementation is found by {@code ServiceLoader} or
 * handed over by the user.
 *
 * <p>Start with {@link io.qmp.api.wire.QmpAddress}.
 */
@NullMarked
package io.qmp.api.wire;

import org.jspecify.annotations.NullMarked;

/**
 * The log of Vert.x and Netty in a program that knows where it is.
 *
 * <p>Start with {@link io.qmp.transport.vertx.log.VertxLogs}.
 */
@NullMarked
package io.qmp.transport.vertx.log;

import org.jspecify.annotations.NullMarked;

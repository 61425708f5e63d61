/**
 * Wires the transport with Guice. Everything it does can be done in plain code.
 *
 * <p>Start with {@link io.qmp.transport.vertx.guice.TransportModule}.
 */
@NullMarked
package io.qmp.transport.vertx.guice;

import org.jspecify.annotations.NullMarked;

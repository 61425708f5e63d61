/** Wires the transport with Guice. Everything it does can be done in plain code. */
@NullMarked
package io.qmp.transport.vertx.guice;

import org.jspecify.annotations.NullMarked;

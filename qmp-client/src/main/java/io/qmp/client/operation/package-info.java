/**
 * Operations that take more than one command: to start something, and to know when it is done.
 *
 * <p>{@link io.qmp.client.operation.Operation} is the one idea: listen, send, and let an event, a query, the loss of
 * the connection or the end of the time decide. {@link io.qmp.client.operation.Operations} has what is wanted most;
 * programs make their own in the same way. Nothing here depends on Java types of QEMU's commands, and states that are
 * unknown here are waited through.
 *
 * <p>Start with {@link io.qmp.client.operation.Operations}.
 */
@NullMarked
package io.qmp.client.operation;

import org.jspecify.annotations.NullMarked;

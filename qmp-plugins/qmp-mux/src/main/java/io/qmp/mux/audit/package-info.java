/**
 * A record of what the clients of a multiplexer have done: {@link io.qmp.mux.audit.AuditLog}.
 *
 * <p>Start with {@link io.qmp.mux.audit.AuditLog#jsonLines AuditLog.jsonLines}.
 */
@NullMarked
package io.qmp.mux.audit;

import org.jspecify.annotations.NullMarked;

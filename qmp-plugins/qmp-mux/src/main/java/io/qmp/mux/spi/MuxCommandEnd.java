package io.qmp.mux.spi;

import io.qmp.api.Experimental;
import io.qmp.mux.audit.AuditRecord.Outcome;

/**
 * The end of a command of a client.
 *
 * @param command its name, which may be any text: {@link MuxGauges#hasCommand} says whether the peer has it
 * @param outcome how it ended
 * @param waitNanos how long it waited for its record in the audit and for its turn
 * @param upstreamNanos how long the peer took; 0 if it was not sent
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MuxCommandEnd(String command, Outcome outcome, long waitNanos, long upstreamNanos) {}

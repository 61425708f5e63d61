package io.qmp.mux.relay;

import io.qmp.mux.audit.AuditFailure;
import io.qmp.mux.policy.Loss;
import io.qmp.mux.policy.Quit;
import java.time.Duration;

/**
 * How a relay behaves, as the options of a multiplexer describe it.
 *
 * @param window how many in-band commands QEMU may have
 * @param greetingWait how long a client waits for a QEMU that is not there
 * @param quit what {@code quit} of an owner does
 * @param onLoss what happens when the connection to QEMU ends
 * @param onAuditFailure what happens to a command that cannot be recorded
 */
public record RelayRules(int window, Duration greetingWait, Quit quit, Loss onLoss, AuditFailure onAuditFailure) {}

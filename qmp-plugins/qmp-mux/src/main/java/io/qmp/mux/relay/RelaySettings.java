package io.qmp.mux.relay;

import io.qmp.api.secret.Redaction;
import io.qmp.mux.audit.AuditLog;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.RoleSource;
import io.qmp.mux.spi.MuxMetrics;

/**
 * What the user has said about a relay.
 *
 * @param options how it behaves
 * @param roles says which role a client has
 * @param audit keeps what clients have done; closed with the relay
 * @param redaction hides secrets from the audit
 * @param metrics receives what it does
 */
public record RelaySettings(
        MuxOptions options, RoleSource roles, AuditLog audit, Redaction redaction, MuxMetrics metrics) {}

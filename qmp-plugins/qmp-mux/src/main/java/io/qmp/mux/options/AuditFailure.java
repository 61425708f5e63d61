package io.qmp.mux.options;

import io.qmp.api.Experimental;

/**
 * The treatment of a command that may change something and cannot be recorded.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum AuditFailure {
    /** It fails, and is not sent. */
    REFUSE,
    /** It is sent without a record; the log says so. */
    IGNORE
}

package io.qmp.mux.spi;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;

/**
 * A client of a multiplexer.
 *
 * @param session its connection
 * @param role the name of its role, which the program or the policy has given
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MuxClient(SessionInfo session, String role) {}

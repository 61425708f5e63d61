package io.qmp.server.session;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;

/** What handlers are told of a session's requests: one instance for each way of execution. */
record HandlerContext(SessionInfo session, boolean outOfBand) implements CommandContext {}

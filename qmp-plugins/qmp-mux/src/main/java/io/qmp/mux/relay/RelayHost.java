package io.qmp.mux.relay;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.EventLoop;
import java.util.function.Consumer;

/**
 * Who serves the clients of a relay.
 *
 * @param loop the loop on which everything happens
 * @param disconnect disconnects a client in order
 * @param log gets what goes wrong
 * @param report counts what happens
 */
record RelayHost(EventLoop loop, Consumer<SessionInfo> disconnect, RateLimitedLog log, RelayReport report) {}

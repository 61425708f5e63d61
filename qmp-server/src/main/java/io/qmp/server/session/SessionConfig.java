package io.qmp.server.session;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.server.dispatch.Dispatcher;
import io.qmp.server.dispatch.InBandQueue;

/**
 * What all sessions of a server share.
 *
 * @param negotiation the greeting and the rules of negotiation
 * @param dispatcher executes commands
 * @param inBandQueue orders the in-band commands of all sessions
 * @param limits the limits of a session
 * @param log receives what clients can provoke
 */
public record SessionConfig(
        NegotiationConfig negotiation,
        Dispatcher dispatcher,
        InBandQueue inBandQueue,
        SessionLimits limits,
        RateLimitedLog log) {}

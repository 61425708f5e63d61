package io.qmp.client;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.spi.ClientMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a client is to be.
 *
 * @param oob whether to agree on out-of-band execution if it is offered
 * @param inBandLimit how many commands may be unanswered then
 * @param pendingLimit how many commands may be pending at all
 * @param checksPeer whether to send only what the peer knows
 * @param idle when to look whether a silent peer is still there; empty for never
 */
record ClientOptions(
        WireCodec codec,
        ReaderLimits readerLimits,
        CommandLimits commandLimits,
        Duration negotiationLimit,
        Duration writeLimit,
        Duration closeLimit,
        boolean oob,
        int inBandLimit,
        int pendingLimit,
        boolean checksPeer,
        Optional<IdleProbe.Limits> idle,
        EventBuffer eventBuffer,
        List<EventListener> eventListeners,
        Optional<ReconnectPolicy> reconnect,
        Tap tap,
        ClientMetrics metrics,
        StateListener stateListener,
        ForeignCalls foreign,
        RateLimitedLog log,
        RateLimitedLog commandLog,
        RateLimitedLog eventLog) {}

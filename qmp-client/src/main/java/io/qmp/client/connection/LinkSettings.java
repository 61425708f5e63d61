package io.qmp.client.connection;

import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.command.CommandTime;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of links.
 *
 * @param times how long the peer may take
 * @param outOfBand whether to agree on out-of-band execution if it is offered
 * @param inBandLimit how many in-band commands may be without an answer then
 * @param pendingLimit how many commands may be pending, sent or not
 * @param checksPeer whether to send only what the peer knows
 * @param schemaQueryTime the limits of the query for the introspection
 */
public record LinkSettings(
        WireCodec codec,
        ReaderLimits readerLimits,
        Times times,
        boolean outOfBand,
        int inBandLimit,
        int pendingLimit,
        boolean checksPeer,
        CommandTime schemaQueryTime) {
    /**
     * How long a peer, or code of the user, may take.
     *
     * @param negotiation from the connection to the end of the handshake
     * @param write to take anything of what was sent
     * @param close to take what was sent when the connection is closed
     * @param idle when to probe a silent peer; empty for never
     * @param blockedLoop for code of the user on the loop before it is named in the log
     */
    public record Times(
            Duration negotiation,
            Duration write,
            Duration close,
            Optional<IdleProbe.Limits> idle,
            Duration blockedLoop) {}
}

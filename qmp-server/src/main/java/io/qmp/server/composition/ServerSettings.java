package io.qmp.server.composition;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.message.VersionInfo;
import io.qmp.server.session.Dialect;
import io.qmp.server.session.SessionLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of a server, grouped as its parts use them.
 *
 * @param greeting what clients are offered
 * @param compat how deprecated and unstable parts are treated
 * @param typeNames how the introspection names types
 * @param sessions the limits of each session
 * @param times the time limits
 */
public record ServerSettings(
        Offer greeting, CompatPolicy compat, TypeNames typeNames, SessionLimits sessions, Times times) {
    /**
     * How clients are received.
     *
     * @param version the version of QEMU that the server imitates
     * @param outOfBand whether clients may enable out-of-band execution
     * @param dialect how clients are spoken with
     */
    public record Offer(VersionInfo version, boolean outOfBand, Dialect dialect) {}

    /**
     * Time limits.
     *
     * @param slowCommand the time after which a command without a reply is logged
     * @param blockedLoop the time after which a call that blocks the loop is logged
     * @param negotiation the time after which a client that has not negotiated is disconnected; empty for none
     * @param shutdownGrace the time after which a shutdown aborts sessions
     */
    public record Times(
            Duration slowCommand, Duration blockedLoop, Optional<Duration> negotiation, Duration shutdownGrace) {}
}

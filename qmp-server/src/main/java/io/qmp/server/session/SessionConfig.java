package io.qmp.server.session;

import io.qmp.api.message.Greeting;
import io.qmp.api.message.WireNames;
import io.qmp.api.spi.EventFilter;
import io.qmp.server.dispatch.InBandQueue;
import java.util.List;

/**
 * Settings and parts that all sessions of a server share.
 *
 * @param negotiation the greeting and the rules of negotiation
 * @param commands executes commands
 * @param filters the rules about the events that sessions receive; they throw nothing
 * @param limits the limits of a session
 * @param observers the receivers of changes of sessions
 */
public record SessionConfig(
        NegotiationConfig negotiation,
        CommandExecution commands,
        List<EventFilter> filters,
        SessionLimits limits,
        SessionObservers observers) {
    /** {@return this configuration for the sessions of a monitor} */
    SessionConfig of(SessionKind kind) {
        SessionConfig config = switch (kind.queue()) {
            case SHARED -> this;
            case OWN -> with(commands.inBandQueue().another(1), false);
            case OVERLAPPING -> with(commands.inBandQueue().another(limits.unanswered(false)), true);
        };
        return kind.outOfBand() ? config : config.withoutOutOfBand();
    }

    /** {@return the state of a session whose client has been greeted} */
    SessionState greeted(Greeting greeting) {
        return switch (negotiation.dialect()) {
            case QMP -> new Negotiating(negotiation, greeting.capabilities().contains(WireNames.OOB));
            case AGENT -> new Ready(commands.dispatcher(), false);
        };
    }

    private SessionConfig withoutOutOfBand() {
        return new SessionConfig(negotiation.withoutOutOfBand(), commands, filters, limits, observers);
    }

    /** {@return this configuration with an in-band queue for one session alone} */
    private SessionConfig with(InBandQueue queue, boolean overlaps) {
        return new SessionConfig(
                negotiation, new CommandExecution(commands.dispatcher(), queue, overlaps), filters, limits, observers);
    }
}

package io.qmp.server.session;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Event;
import io.qmp.api.spi.EventFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which events one client receives: events that pass the rules for all sessions and its own rule. */
final class EventRules {
    private final SessionInfo session;
    private final List<EventFilter> common;
    private @Nullable EventFilter own;

    EventRules(SessionInfo session, List<EventFilter> common) {
        this.session = session;
        this.common = common;
    }

    /** Sets the rule of this session alone. */
    void own(EventFilter filter) {
        own = filter;
    }

    boolean pass(Event event) {
        for (EventFilter rule : common) {
            if (!rule.passes(session, event)) {
                return false;
            }
        }
        return own == null || own.passes(session, event);
    }
}

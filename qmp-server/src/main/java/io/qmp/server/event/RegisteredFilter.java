package io.qmp.server.event;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Event;
import io.qmp.api.spi.EventFilter;
import io.qmp.server.guard.PluginCode;

/**
 * A filter of events and the plugin it came from.
 *
 * @param filter decides about events
 * @param plugin the plugin
 */
public record RegisteredFilter(EventFilter filter, PluginCode plugin) implements EventFilter {
    private static final String WHAT = "an event filter";

    /** Asks the filter, on the loop; {@code false} if it throws. */
    @Override
    public boolean passes(SessionInfo session, Event event) {
        ClassLoader outer = plugin.enter(this, session);
        try {
            return filter.passes(session, event);
        } catch (Throwable failure) {
            plugin.failed(WHAT, failure);
            return false;
        } finally {
            plugin.leave(outer);
        }
    }

    /** {@return what it is, for messages} */
    @Override
    public String toString() {
        return WHAT + " of " + plugin;
    }
}

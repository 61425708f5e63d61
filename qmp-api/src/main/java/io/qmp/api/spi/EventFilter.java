package io.qmp.api.spi;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Event;

/**
 * Decides which events the client of a session receives.
 *
 * <p>A plugin registers a filter for all sessions with {@link PluginRegistry#eventFilter}, and sets one for a single
 * session, which a client may have asked for by a command, with {@link ServerContext#filterEvents}. A session receives
 * an event if all filters let it pass.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface EventFilter {
    /**
     * Decides about one event and one session. Called on the server's loop, when the event is about to be sent (for an
     * event that a rate limit holds back: at the end of the period), for sessions that have completed negotiation. It
     * must not block, nor emit events.
     *
     * @param session the session
     * @param event the event, with its timestamp
     * @return whether the session receives it. If an exception or an {@link Error} is thrown, which is logged, it does
     *     not; other sessions are not affected
     */
    boolean passes(SessionInfo session, Event event);
}

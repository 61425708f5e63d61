package io.qmp.server.event;

import io.qmp.api.message.Event;

/** Sends events to all sessions that hear events. */
@FunctionalInterface
public interface Broadcast {
    /** Sends an event. Called on the server's loop, in the order in which all sessions receive the events. */
    void send(Event event);

    /** An event is not sent: a later one has replaced it, as its rate limit says. */
    default void throttled(Event event) {}
}

package io.qmp.server.composition;

import io.qmp.server.event.EventHub;
import io.qmp.server.monitor.Monitors;
import io.qmp.server.plugin.CurrentCatalog;
import io.qmp.server.session.SessionRegistry;

/**
 * The parts of a server that its users and its plugins reach.
 *
 * @param catalog its commands and events
 * @param events sends events
 * @param monitors serves clients
 * @param sessions the clients that are served
 * @param shutdown ends it
 */
public record RunningServer(
        CurrentCatalog catalog,
        EventHub events,
        Monitors monitors,
        SessionRegistry sessions,
        ShutdownDeadline shutdown) {}

package io.qmp.server.composition;

import io.qmp.api.spi.CharacterDevices;
import io.qmp.server.event.EventHub;
import io.qmp.server.monitor.Devices;
import io.qmp.server.plugin.CurrentCatalog;
import io.qmp.server.session.SessionRegistry;

/**
 * The parts of a server that its users and its plugins reach.
 *
 * @param catalog its commands and events
 * @param events sends events
 * @param devices serves clients
 * @param pluginDevices makes devices for plugins
 * @param sessions the clients that are served
 * @param shutdown ends it
 */
public record RunningServer(
        CurrentCatalog catalog,
        EventHub events,
        Devices devices,
        CharacterDevices pluginDevices,
        SessionRegistry sessions,
        ShutdownDeadline shutdown) {}

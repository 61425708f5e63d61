package io.qmp.server.plugin;

import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.GreetingSource;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.SessionTap;
import java.util.List;
import java.util.Optional;

/**
 * The registrations of plugins that are about sessions. Nothing of it throws.
 *
 * @param filters the rules about the events that sessions receive, in the order in which they are asked
 * @param greeting supplies the greetings, if a plugin does
 * @param metrics receives what sessions do, if plugins want to know
 * @param taps observe the messages of sessions
 */
public record SessionRules(
        List<EventFilter> filters,
        Optional<GreetingSource> greeting,
        Optional<ServerMetrics> metrics,
        List<SessionTap> taps) {}

package io.qmp.server.session;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.spi.ServerMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of changes of sessions.
 *
 * @param log receives what clients can provoke
 * @param metrics receives what sessions do; throws nothing; {@code null} if nobody wants to know
 * @param taps show messages to plugins
 */
public record SessionObservers(RateLimitedLog log, @Nullable ServerMetrics metrics, Taps taps) {}

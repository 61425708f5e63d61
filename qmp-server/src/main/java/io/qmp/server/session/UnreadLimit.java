package io.qmp.server.session;

/**
 * How much a client may leave unread.
 *
 * @param events bytes beyond which it misses events
 * @param everything bytes beyond which it is disconnected
 */
public record UnreadLimit(long events, long everything) {}
